import type { SettingsSection } from '@shared/domain/settings.ts';
import type { ReactNode } from 'react';
import { useSettings, useStores } from '../../stores/context.tsx';
import { AboutSection } from './about-section.tsx';
import { EngineSection } from './engine-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { LibrarySection } from './library-section.tsx';
import './settings.css';
import { UsageSection } from './usage-section.tsx';

const SECTIONS: readonly {
  readonly id: SettingsSection;
  readonly title: string;
  readonly body: ReactNode;
}[] = [
  { id: 'general', title: 'General', body: <GeneralSection /> },
  { id: 'library', title: 'Library', body: <LibrarySection /> },
  { id: 'engine', title: '1min.ai', body: <EngineSection /> },
  { id: 'usage', title: 'Usage', body: <UsageSection /> },
  { id: 'about', title: 'About', body: <AboutSection /> },
];

/** The Settings window; it opens at the part where it was left, or where somebody was sent. */
export function SettingsPage() {
  const { settings } = useStores();
  const shown = useSettings((state) => state.settings.settingsSection);
  const section = SECTIONS.find(({ id }) => id === shown);
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label="Sections">
        {SECTIONS.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className="settings-tab"
            aria-current={id === shown ? 'page' : undefined}
            onClick={() => settings.getState().changed({ settingsSection: id })}
          >
            {title}
          </button>
        ))}
      </nav>
      <main className="settings-body">
        <h1 className="settings-title">{section?.title}</h1>
        {section?.body}
      </main>
    </div>
  );
}
