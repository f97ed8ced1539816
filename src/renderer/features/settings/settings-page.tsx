import { keymap } from '@shared/domain/keybindings.ts';
import { SettingsSection } from '@shared/domain/settings.ts';
import { t } from '@shared/i18n/index.ts';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useSettings, useStores } from '../../stores/context.tsx';
import { isTyping, pressedKeys } from '../shortcuts/index.ts';
import { AboutSection } from './about-section.tsx';
import { BackupSection } from './backup-section.tsx';
import { EngineSection } from './engine-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { HealthSection } from './health-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { LibrarySection } from './library-section.tsx';
import { SearchResults, SettingsSearch } from './search.tsx';
import { ServersSection } from './servers-section.tsx';
import './settings.css';
import { UpdateSection } from './update-section.tsx';
import { UsageSection } from './usage-section.tsx';

const BODIES: Readonly<Record<SettingsSection, ReactNode>> = {
  general: <GeneralSection />,
  keys: <KeysSection />,
  library: <LibrarySection />,
  backups: <BackupSection />,
  health: <HealthSection />,
  engine: <EngineSection />,
  servers: <ServersSection />,
  usage: <UsageSection />,
  updates: <UpdateSection />,
  about: <AboutSection />,
};

/** The Settings window. Opens at its last section, or the requested one. */
export function SettingsPage() {
  const { settings } = useStores();
  const shown = useSettings((state) => state.settings.settingsSection);
  const [search, setSearch] = useState('');
  const words = search.trim();
  const chosen = useSettings((state) => state.settings.keys);
  const commands = useMemo(() => keymap(chosen), [chosen]);
  useEffect(() => {
    document.title = t.settings.windowTitle;
  }, []);
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      keyDown(event);
      const keys = pressedKeys(event).find((name) => commands.get(name) === 'help');
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || keys === undefined || isTyping(target, keys)) return;
      event.preventDefault();
      void settings.getState().openHelp('guides');
    };
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, [settings, commands]);
  return (
    <div className="settings">
      <div className="settings-side">
        <SettingsSearch text={search} onText={setSearch} />
        <nav className="settings-nav" aria-label={t.settings.sectionsLabel}>
          {SettingsSection.options.map((id) => (
            <button
              key={id}
              type="button"
              className="settings-tab"
              aria-current={id === shown && words === '' ? 'page' : undefined}
              onClick={() => {
                setSearch('');
                settings.getState().save({ settingsSection: id, settingsSpot: null });
              }}
            >
              {t.settings.sections[id]}
            </button>
          ))}
        </nav>
      </div>
      <main className="settings-body">
        {words === '' ? (
          <>
            <h1 className="settings-title">{t.settings.sections[shown]}</h1>
            {BODIES[shown]}
          </>
        ) : (
          <SearchResults text={words} onChosen={() => setSearch('')} />
        )}
      </main>
    </div>
  );
}

/** The window has no menu outside macOS: its shortcuts are handled here. */
function keyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  const key = event.key.toLowerCase();
  if (key === 'w') window.close();
  else if (key === 'f') document.querySelector<HTMLElement>('.settings-side input')?.focus();
  else return;
  event.preventDefault();
}
