import type { ActionId } from '../../domain/actions.ts';

/** What each action of `domain/actions.ts` is called. A menu capitalises it as the system does. */
export const actions: Readonly<Record<ActionId, string>> = {
  'run-edit': 'Run edit',
  'focus-prompt': 'Describe an edit',
  presets: 'Presets',
  'save-preset': 'Save as preset…',
  'new-seed': 'New seed',
  rerun: 'Re-run the chosen edit',
  'edit-again': 'Edit again from the chosen edit',
  undo: 'Undo',
  redo: 'Redo',

  compare: 'Before and after',
  'hold-before': 'Show before while held',
  'swap-sides': 'Swap the sides',
  'zoom-in': 'Zoom in',
  'zoom-out': 'Zoom out',
  'zoom-fit': 'Fit',
  'zoom-actual': 'Actual size',
  'full-picture': 'Picture over the whole window',
  leave: 'Leave the whole-window picture',

  import: 'Add pictures…',
  find: 'Search',
  remove: 'Remove from the library',
  'save-as': 'Save the picture as…',
  'copy-image': 'Copy the picture',

  'toggle-library': 'Library panel',
  'toggle-history': 'History panel',
  'toggle-edit': 'Edit panel',
  'toggle-panels': 'All panels',
  'interface-larger': 'Larger interface',
  'interface-smaller': 'Smaller interface',
  'interface-usual': 'Interface at its usual size',
  'open-settings': 'Settings…',
  palette: 'Command palette…',
  shortcuts: 'Keyboard shortcuts',
  'reach-toast': 'Go to the newest message',
  'first-steps': 'First steps',
};
