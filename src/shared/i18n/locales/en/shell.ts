import { counted, number } from './grammar.ts';

const steps = 3;

export const shell = {
  /** Groups of commands. */
  groups: { edit: 'Edit', look: 'View', tools: 'Tools', library: 'Library', window: 'Window' },

  // Panels and the title bar.
  leftWidth: 'Resize left panel',
  rightWidth: 'Resize right panel',
  lowerHeight: 'Resize bottom panel',
  menu: 'Menu',
  showLibrary: 'Show library panel',
  hideLibrary: 'Hide library panel',
  showHistory: 'Show history panel',
  hideHistory: 'Hide history panel',
  showRight: 'Show right panel',
  hideRight: 'Hide right panel',
  settings: 'Settings',
  offline: 'Offline',
  offlineWaiting: (count: number) => `Offline: ${number(count)} waiting`,
  offlineHint: 'Can’t reach 1min.ai. Edits start automatically when it’s back.',
  capWaiting: (count: number) => `Limit reached: ${number(count)} waiting`,

  linkNotFound: {
    image: 'The picture in this link isn’t in your library.',
    edit: 'The edit in this link isn’t in your library.',
  },

  diagnostics: {
    title: 'Diagnostics',
    failed: 'The file couldn’t be saved. Choose a different folder.',
    nothingSent: 'Reseed sent nothing. Read the files before you send them to anyone.',
    files: {
      versions: 'versions of Reseed and what it runs on',
      system: 'operating system, processors, memory, displays',
      settings: 'your settings',
      problems: 'problems that Reseed shows right now',
      logs: 'errors, with names of files and folders',
    },
    leftOut: 'API keys, prompts, and pictures aren’t included. Your home folder is written as ~.',
  },

  // Closing while paid calls are in flight.
  closing: {
    title: (count: number) =>
      counted(count, {
        one: 'A paid edit is still running',
        other: `${number(count)} paid edits are still running`,
      }),
    out: (count: number, time: string) =>
      counted(count, {
        one: `1 edit is running, started ${time} ago.`,
        other: `${number(count)} edits are running. The first one started ${time} ago.`,
      }),
    atRisk: (count: number) =>
      counted(count, {
        one: 'If Reseed closes now, the result is lost, its outcome is unknown, and you may be charged.',
        other: `If Reseed closes now, the results of ${number(count)} edits are lost, their outcome is unknown, and you may be charged.`,
      }),
    safe: (count: number) =>
      counted(count, {
        one: '1min.ai has accepted 1 edit. If Reseed closes now, the result is downloaded at the next start.',
        other: `1min.ai has accepted ${number(count)} edits. If Reseed closes now, the results are downloaded at the next start.`,
      }),
    unwritten: (count: number) =>
      counted(count, {
        one: 'The disk is full, and the result of 1 paid edit is only in memory. If Reseed closes now, it’s lost. Free up disk space first.',
        other: `The disk is full, and the results of ${number(count)} paid edits are only in memory. If Reseed closes now, they’re lost. Free up disk space first.`,
      }),
    wait: 'Wait for result',
    waiting: 'Reseed closes automatically when it’s done. No new edits are sent.',
    closeAnyway: 'Close anyway',
    stay: 'Keep Reseed open',
    finishing: 'Closing Reseed',
    finishingMore: 'Reseed is saving its last changes. This takes up to 10 seconds.',
  },

  /** The page after three crashes in a minute. */
  trouble: {
    title: 'Reseed’s window keeps crashing',
    what: 'It crashed three times within a minute, so Reseed didn’t reopen it automatically.',
    safe: 'Your library is safe, and edits in the queue continue.',
    again: 'Try again',
    withoutSelection: 'Start without the last selection',
    log: 'Show log',
  },

  // The empty library.
  dropHere: 'Drop pictures here',
  whatWorks: 'JPEG, PNG, HEIC, TIFF, WebP, AVIF, JPEG XL, GIF, BMP, or camera raw, up to 512 MB each',
  chooseFiles: 'Choose files…',
  trySamples: 'Use sample pictures',
  thenSay: 'Then describe what to change:',
  exampleSentence: 'make it a watercolor painting',

  // Toasts.
  messages: 'Notifications',

  // The first steps.
  firstSteps: {
    title: 'Getting started',
    step: (at: number) => `Step ${number(at)} of ${number(steps)}`,
    skip: 'Skip',
    next: 'Next',
    drop: 'Drop a picture anywhere in the window, or start with the samples.',
    say: (keys: string) => `Describe what to change in one sentence, then press ${keys}.`,
    look: (keys: string | null) =>
      `Drag the divider to compare before and after${keys === null ? '' : `, or hold ${keys}`}. Use the seed to reproduce this result.`,
  },

  keys: {
    search: 'Search shortcuts',
    ofGroup: (group: string) => `Shortcuts: ${group}`,
    found: (count: number) =>
      counted(count, { one: '1 shortcut found', other: `${number(count)} shortcuts found` }),
    nothingFound: (text: string) => `No shortcuts match “${text}”.`,
    none: 'Not set',
    add: (action: string) => `Add shortcut for ${action}`,
    change: (keys: string, action: string) => `Change ${keys} for ${action}`,
    remove: (keys: string, action: string) => `Remove ${keys} from ${action}`,
    reset: (action: string) => `Reset shortcut for ${action}`,
    resetHint: (keys: string) => `Reset to ${keys}`,
    resetAll: 'Reset all',
    resetAllDone: 'All shortcuts reset to defaults',
    press: 'Press the new shortcut',
    pressHint: 'Esc to cancel',
    conflict: (keys: string, other: string) => `${keys} is already used by “${other}”.`,
    takeFrom: (other: string) => `Reassign from “${other}”`,
    stop: 'Stop recording',
    anotherKey: 'Try another shortcut',
    set: (keys: string, action: string) => `${keys} is now assigned to “${action}”.`,
    removed: (keys: string, action: string) => `${keys} is no longer assigned to “${action}”.`,
    wasReset: (action: string, keys: string) => `“${action}” is reset to ${keys}.`,
    hint: 'Click a shortcut to change it. Press Esc to cancel.',
    refused: {
      system: (keys: string) => `${keys} is reserved by the system.`,
      menu: (keys: string) => `${keys} is reserved for a menu command.`,
      moving: (keys: string) => `${keys} is reserved for moving through lists and fields.`,
      unknown: 'Reseed can’t use this key. Try another one.',
      full: (count: number) => `An action can have up to ${number(count)} shortcuts. Remove one first.`,
    },
    names: {
      Mod: 'Ctrl',
      Ctrl: 'Ctrl',
      Alt: 'Alt',
      Shift: 'Shift',
      Enter: 'Enter',
      Space: 'Space',
      Tab: 'Tab',
      Escape: 'Esc',
      Delete: 'Delete',
      Backspace: 'Backspace',
      Insert: 'Insert',
      Home: 'Home',
      End: 'End',
      PageUp: 'Page Up',
      PageDown: 'Page Down',
    } as Readonly<Record<string, string>>,
  },

  palette: {
    title: 'Command palette',
    search: 'What do you want to do?',
    hint: 'Actions, pictures, collections, settings, seeds…',
    back: 'Back',
    nothing: (text: string) => `No results for “${text}”.`,
    found: (count: number) => counted(count, { one: '1 result', other: `${number(count)} results` }),
    groups: {
      recent: 'Recent',
      seed: 'Seed',
      edit: 'Edit',
      look: 'View',
      tools: 'Tools',
      library: 'Library',
      window: 'Window',
      pages: 'More',
      pictures: 'Pictures',
      collections: 'Collections',
      searches: 'Saved searches',
      presets: 'Presets',
      settings: 'Settings',
    },
    pages: {
      rate: 'Rate…',
      collect: 'Add to collection…',
      language: 'Language…',
      theme: 'Theme…',
    },
    goToSeed: (seed: number) => `Go to seed ${seed}`,
    takeSeed: (seed: number) => `Use seed ${seed} for the next edit`,
    noRating: 'No rating',
    newCollection: (name: string) => `New collection “${name}”`,
    noCollections: 'Type a name to create your first collection.',
    now: 'Current',
  },
};
