import { type ReactNode, useState } from 'react';
import { AboutSection } from './about-section.tsx';
import { EngineSection } from './engine-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { LibrarySection } from './library-section.tsx';
import './settings.css';

const SECTIONS: readonly { readonly id: string; readonly title: string; readonly body: ReactNode }[] = [
  { id: 'general', title: 'General', body: <GeneralSection /> },
  { id: 'library', title: 'Library', body: <LibrarySection /> },
  { id: 'engine', title: '1min.ai', body: <EngineSection /> },
  { id: 'about', title: 'About', body: <AboutSection /> },
];

/** The Settings window. */
export function SettingsPage() {
  const [shown, setShown] = useState('general');
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
            onClick={() => setShown(id)}
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
