import { counted, number } from './grammar.ts';

const steps = 3;

export const shell = {
  /** The groups of the actions. */
  groups: { edit: 'Edit', look: 'Look', library: 'Library', window: 'Window' },

  // Panels and the title bar.
  leftWidth: 'Width of the left panel',
  rightWidth: 'Width of the right panel',
  lowerHeight: 'Height of the lower panel',
  menu: 'Menu',
  showLibrary: 'Show library panel',
  hideLibrary: 'Hide library panel',
  showHistory: 'Show history panel',
  hideHistory: 'Hide history panel',
  showRight: 'Show right panel',
  hideRight: 'Hide right panel',
  settings: 'Settings',
  engines: {
    practice: { name: 'Practice', what: 'built-in filters, not FLUX' },
    '1min.ai': { name: '1min.ai', what: 'FLUX.2 dev, a paid service' },
  },
  engine: (name: string, what: string) => `${name}: ${what}`,
  offline: 'Offline',
  offlineWaiting: (count: number) => `Offline: ${number(count)} waiting`,
  offlineHint: '1min.ai cannot be reached. Runs start by themselves when it can.',
  capWaiting: (count: number) => `Cap reached: ${number(count)} waiting`,
  capHint: 'Today’s cap on paid runs is reached. It can be changed in Settings.',

  // Closing while paid calls are out.
  closing: {
    title: (count: number) =>
      counted(count, { one: 'A paid edit is still out', other: `${number(count)} paid edits are still out` }),
    out: (count: number, time: string) =>
      counted(count, {
        one: `1 edit is out, started ${time} ago.`,
        other: `${number(count)} edits are out, the first started ${time} ago.`,
      }),
    atRisk: (count: number) =>
      counted(count, {
        one: 'If Reseed closes now, the answer does not reach it: the picture is lost, the outcome is unknown, and it may be charged.',
        other: `If Reseed closes now, the answers to ${number(count)} edits do not reach it: their pictures are lost, their outcome is unknown, and they may be charged.`,
      }),
    safe: (count: number) =>
      counted(count, {
        one: '1min.ai has accepted 1 edit. If Reseed closes now, its result is fetched at the next start.',
        other: `1min.ai has accepted ${number(count)} edits. If Reseed closes now, their results are fetched at the next start.`,
      }),
    unwritten: (count: number) =>
      counted(count, {
        one: 'The disk is full and 1 paid answer is in memory only. If Reseed closes now, it is lost. Make room on the disk first.',
        other: `The disk is full and ${number(count)} paid answers are in memory only. If Reseed closes now, they are lost. Make room on the disk first.`,
      }),
    wait: 'Wait for it',
    waiting: 'Reseed closes automatically when it is done. Nothing new is sent.',
    closeAnyway: 'Close anyway',
    stay: 'Keep Reseed open',
    finishing: 'Closing Reseed',
    finishingMore: 'What is being written is finished first. It takes 10 seconds at most.',
  },

  /** The page after three crashes in a minute. */
  trouble: {
    title: 'Reseed’s window keeps crashing',
    what: 'It crashed three times within a minute, so it was not opened again automatically.',
    safe: 'Your library is safe, and edits in the queue continue.',
    again: 'Try again',
    withoutSelection: 'Start without the last selection',
    log: 'Show the log',
  },

  // The empty library.
  dropHere: 'Drop pictures here',
  whatWorks: 'JPEG, PNG, HEIC, TIFF, WebP, AVIF, JPEG XL, GIF, BMP or camera raw, up to 50 MB each',
  chooseFiles: 'Choose files…',
  trySamples: 'Try the samples',
  thenSay: 'Then say what should change:',
  exampleSentence: 'make it a watercolor painting',

  // Messages at the foot of the window.
  messages: 'Messages',

  // The first steps.
  firstSteps: {
    title: 'First steps',
    step: (at: number) => `Step ${number(at)} of ${number(steps)}`,
    skip: 'Skip',
    next: 'Next',
    drop: 'Drop a picture anywhere in the window, or begin with the samples.',
    say: (keys: string) => `Say in one sentence what should change, then press ${keys}.`,
    look: (keys: string | null) =>
      `Drag the line to see before and after${keys === null ? '' : `, or hold ${keys}`}. The seed of the result makes it again.`,
  },

  keys: {
    search: 'Search shortcuts',
    ofGroup: (group: string) => `Keys: ${group}`,
    found: (count: number) =>
      counted(count, { one: '1 shortcut found', other: `${number(count)} shortcuts found` }),
    nothingFound: (text: string) => `No shortcut is about “${text}”.`,
    none: 'No key',
    add: (action: string) => `Add a key: ${action}`,
    change: (keys: string, action: string) => `Change ${keys}: ${action}`,
    remove: (keys: string, action: string) => `Remove ${keys}: ${action}`,
    reset: (action: string) => `Reset the keys: ${action}`,
    resetHint: (keys: string) => `Back to ${keys}`,
    resetAll: 'Reset all',
    resetAllDone: 'All shortcuts are as they were at first',
    press: 'Press the new keys',
    pressHint: 'Escape leaves it as it is',
    conflict: (keys: string, other: string) => `${keys} is taken by “${other}”.`,
    takeFrom: (other: string) => `Take it from “${other}”`,
    stop: 'Stop recording',
    anotherKey: 'Another key',
    set: (keys: string, action: string) => `${keys} now means “${action}”.`,
    removed: (keys: string, action: string) => `${keys} no longer means “${action}”.`,
    wasReset: (action: string, keys: string) => `“${action}” is ${keys} again.`,
    hint: 'Click a key to change it. Escape leaves recording.',
    refused: {
      system: (keys: string) => `${keys} belongs to the system.`,
      menu: (keys: string) => `${keys} is a fixed key of the menus.`,
      moving: (keys: string) => `${keys} moves about in lists and fields.`,
      unknown: 'This key has no name Reseed could keep.',
      full: (count: number) => `An action has ${number(count)} keys at most.`,
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
    nothing: (text: string) => `Nothing is called “${text}”.`,
    found: (count: number) => counted(count, { one: '1 entry', other: `${number(count)} entries` }),
    groups: {
      recent: 'Recent',
      seed: 'Seed',
      edit: 'Edit',
      look: 'Look',
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
    noCollections: 'Type a name to make the first collection.',
    now: 'Now',
  },
};
