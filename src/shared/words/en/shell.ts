/** The groups of the actions. */
const groups = { edit: 'Edit', look: 'Look', library: 'Library', window: 'Window' };

export const shell = {
  groups,
  keysOfGroup: (group: string) => `Keys: ${group}`,
};
