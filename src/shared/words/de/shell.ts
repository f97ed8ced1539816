import type { shell as English } from '../en/shell.ts';

export const shell: typeof English = {
  groups: { edit: 'Bearbeiten', look: 'Ansehen', library: 'Bibliothek', window: 'Fenster' },
  keysOfGroup: (group) => `Tasten: ${group}`,
};
