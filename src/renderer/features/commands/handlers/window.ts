import { INTERFACE_ZOOMS } from '@shared/domain/settings.ts';
import type { Stores } from '../../../stores/index.ts';
import type { CommandHandler, CommandHandlers } from './command-handler.ts';

/** Panels, windows and zoom. */
export const windowHandlers = {
  'toggle-library': panel('libraryOpen'),
  'toggle-history': panel('historyOpen'),
  'enlarge-history': {
    run: enlargeHistory,
    isEnabled: ({ history, historyView }) =>
      historyView.getState().large || history.getState().editIds.length > 0,
    isToggled: ({ historyView }) => historyView.getState().large,
  },
  'toggle-edit': panel('editOpen'),
  'toggle-panels': { run: ({ view }) => view.getState().togglePanels() },
  'interface-larger': zoom((now) => INTERFACE_ZOOMS.find((step) => step > now)),
  'interface-smaller': zoom((now) => INTERFACE_ZOOMS.findLast((step) => step < now)),
  'interface-usual': zoom((now) => (now === 1 ? undefined : 1)),
  palette: { run: ({ palette }) => palette.getState().open() },
  shortcuts: { run: ({ view }) => view.getState().setShortcutsOpen(true) },
  'check-library': { run: ({ settings }) => settings.getState().openWindow('health', 'health') },
  'open-settings': { run: ({ settings }) => settings.getState().openWindow() },
  help: { run: ({ settings }) => settings.getState().openHelp('guides') },
  'whats-new': { run: ({ settings }) => settings.getState().openHelp('changes') },
  'reach-toast': { run: ({ toasts }) => toasts.getState().focusNewest() },
  'first-steps': { run: ({ settings }) => settings.getState().save({ onboardingDone: false }) },
} as const satisfies CommandHandlers;

function panel(name: 'libraryOpen' | 'historyOpen' | 'editOpen'): CommandHandler {
  return {
    run: ({ view, settings }) => {
      // A panel requested while all are hidden should become visible.
      const hidden = view.getState().panelsHidden;
      if (hidden) view.getState().togglePanels();
      settings.getState().save({ [name]: hidden || !settings.getState().settings[name] });
    },
    isToggled: ({ view, settings }) => !view.getState().panelsHidden && settings.getState().settings[name],
  };
}

/** `next`: returns the following zoom, or undefined. */
function zoom(next: (now: number) => number | undefined): CommandHandler {
  const wanted = ({ settings }: Stores) => next(settings.getState().settings.interfaceZoom);
  return {
    run: (stores) => {
      const interfaceZoom = wanted(stores);
      if (interfaceZoom !== undefined) stores.settings.getState().save({ interfaceZoom });
    },
    isEnabled: (stores) => wanted(stores) !== undefined,
  };
}

function enlargeHistory({ view, settings, historyView, history }: Stores): void {
  const large = !historyView.getState().large;
  // Without edits there is no tree to enlarge. Leaving is always possible.
  if (large && history.getState().editIds.length === 0) return;
  if (large) {
    view.getState().setFillWindow(false);
    if (view.getState().panelsHidden) view.getState().togglePanels();
    settings.getState().save({ historyOpen: true });
  }
  historyView.getState().setLarge(large);
}
