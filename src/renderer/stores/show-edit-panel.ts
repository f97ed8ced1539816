import type { Stores } from './index.ts';

/** Brings the edit panel onto the screen, whatever hides it. */
export function showEditPanel({ settings, view }: Pick<Stores, 'settings' | 'view'>): void {
  if (view.getState().full) view.getState().fullChanged(false);
  if (view.getState().panelsHidden) view.getState().panelsToggled();
  if (!settings.getState().settings.editOpen) settings.getState().changed({ editOpen: true });
}
