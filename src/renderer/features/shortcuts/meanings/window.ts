import type { Stores } from '../../../stores/index.ts';
import type { Meanings } from './meaning.ts';

/** The frame around the picture. */
export const windowMeanings = {
  'toggle-library': { run: (stores) => togglePanel(stores, 'libraryOpen') },
  'toggle-history': { run: (stores) => togglePanel(stores, 'historyOpen') },
  'toggle-edit': { run: (stores) => togglePanel(stores, 'editOpen') },
  'toggle-panels': { run: ({ view }) => view.getState().panelsToggled() },
  shortcuts: { run: ({ view }) => view.getState().shortcutsChanged(true) },
  'open-settings': { run: ({ settings }) => settings.getState().openWindow() },
} as const satisfies Meanings;

function togglePanel({ view, settings }: Stores, panel: 'libraryOpen' | 'historyOpen' | 'editOpen'): void {
  // A panel asked for while all are hidden is wanted on the screen.
  const hidden = view.getState().panelsHidden;
  if (hidden) view.getState().panelsToggled();
  settings.getState().changed({ [panel]: hidden || !settings.getState().settings[panel] });
}
