import { useSettings } from '../../stores/context.tsx';

export function AboutSection() {
  const version = useSettings((state) => state.version);
  return (
    <div className="settings-prose">
      <p>
        <strong>Reseed</strong> <span className="numerals selectable">{version}</span>
      </p>
      <p>Edit pictures by words, on your own machine, with a history you can trust.</p>
      <p className="meta">MIT licence. Built on Electron, React, SQLite and other free software.</p>
    </div>
  );
}
