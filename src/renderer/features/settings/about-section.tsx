import { t } from '@shared/i18n/index.ts';
import { useSettings } from '../../stores/context.tsx';
import { BUNDLED_SOFTWARE } from './bundled-software.ts';
import { SettingAnchor } from './setting-anchor.tsx';

export function AboutSection() {
  const version = useSettings((state) => state.version);
  return (
    <SettingAnchor id="version">
      <div className="settings-prose">
        <p>
          <strong>Reseed</strong> <span className="numerals selectable">{version}</span>
        </p>
        <p>{t.settings.aboutLead}</p>
        <p className="meta">{t.settings.license}</p>
        <details className="bundled-software">
          <summary>{t.settings.bundledSoftware}</summary>
          <ul className="meta selectable">
            {BUNDLED_SOFTWARE.map((line) => (
              <li key={line} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        </details>
      </div>
    </SettingAnchor>
  );
}
