import { t } from '@shared/i18n/index.ts';
import { TESTED_ELECTRON } from '@shared/tested-electron.ts';
import { useSettings } from '../../stores/context.tsx';
import { BUNDLED_SOFTWARE } from './bundled-software.ts';
import { SettingAnchor } from './setting-anchor.tsx';

export function AboutSection() {
  const version = useSettings((state) => state.version);
  const electron = useSettings((state) => state.electron);
  return (
    <SettingAnchor id="version">
      <div className="settings-prose">
        <p>
          <strong>Reseed</strong> <span className="numerals selectable">{version}</span>
        </p>
        <p>{t.settings.aboutLead}</p>
        <p className="meta">{t.settings.license}</p>
        <p className="meta selectable">{t.settings.electron(electron, TESTED_ELECTRON)}</p>
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
