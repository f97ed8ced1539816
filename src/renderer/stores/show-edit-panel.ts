import type { createSettingsStore } from './settings-store.ts';
import type { createViewStore } from './view-store.ts';

interface Panel {
  readonly settings: ReturnType<typeof createSettingsStore>;
  readonly view: ReturnType<typeof createViewStore>;
}

/** Makes the edit panel visible, whatever hides it. */
export function showEditPanel({ settings, view }: Panel): void {
  if (view.getState().fillsWindow) view.getState().setFillWindow(false);
  if (view.getState().panelsHidden) view.getState().togglePanels();
  if (!settings.getState().settings.editOpen) settings.getState().save({ editOpen: true });
}
