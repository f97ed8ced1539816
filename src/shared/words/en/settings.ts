import { counted, number } from './grammar.ts';

export const settings = {
  windowTitle: 'Reseed Settings',
  sectionsLabel: 'Sections',
  sections: {
    general: 'General',
    keys: 'Keys',
    library: 'Library',
    engine: '1min.ai',
    usage: 'Usage',
    about: 'About',
  },

  search: 'Search settings',
  searchHint: 'Search',
  found: (count: number) =>
    counted(count, { one: '1 setting found', other: `${number(count)} settings found` }),
  nothingFound: (text: string) => `No setting is about “${text}”.`,
  results: 'Settings found',

  /** Each setting: its name, what it does, and other words that people look for it by. */
  rows: {
    theme: { name: 'Theme', help: 'Light, dark, or as the system has it.', also: 'appearance colours night' },
    language: { name: 'Language', help: 'Applies at once, to every window and menu.', also: 'translation' },
    density: { name: 'Density', help: 'How much room lines and controls take.', also: 'compact spacing' },
    interfaceZoom: {
      name: 'Size of the interface',
      help: 'Text and controls from 80% to 200%. Pictures keep their own zoom.',
      also: 'zoom scale large text font',
    },
    engine: {
      name: 'Engine at start',
      help: 'What a new window edits with. The Edit panel can change it at any time.',
      also: 'practice FLUX default',
    },
    concurrency: {
      name: 'Runs at the same time',
      help: 'How many edits are carried out beside each other.',
      also: 'parallel queue',
    },
    notifyWhenDone: {
      name: 'Notify when a run ends',
      help: 'Only while Reseed is in the background.',
      also: 'notification message',
    },
    firstSteps: {
      name: 'First steps',
      help: 'Shows the three hints of the first start once more.',
      also: 'onboarding tour help hints',
    },
    keys: {
      name: 'Keyboard shortcuts',
      help: 'Every key can be another one.',
      also: 'hotkeys rebind keyboard bindings',
    },
    folder: {
      name: 'Library folder',
      help: 'Where pictures, edits, prompts and seeds are kept.',
      also: 'location disk files',
    },
    key: { name: 'API key', help: 'Your key for 1min.ai.', also: 'token account password' },
    dailyCap: {
      name: 'Paid runs a day',
      help: 'At this number, further paid runs wait until tomorrow. 0 starts none.',
      also: 'budget limit money spending cost',
    },
    asynchronous: {
      name: 'Answers later',
      help: '1min.ai answers at once and is asked for the result afterwards. Reseed can then be closed while an edit is out: its result is fetched at the next start.',
      also: 'asynchronous timeout',
    },
    systemProxy: {
      name: 'Use the system’s proxy',
      help: 'For networks that reach the internet through a proxy only.',
      also: 'network connection company',
    },
    usage: {
      name: 'Usage',
      help: 'What the runs cost, by day, and as a CSV file.',
      also: 'money spending credits export bill',
    },
    version: { name: 'Version', help: 'Which Reseed this is, and its licence.', also: 'about licence' },
  },

  // General.
  appearance: 'Appearance',
  editing: 'Editing',
  help: 'Help',
  themes: { system: 'Same as the system', light: 'Light', dark: 'Dark' },
  languageSystem: (name: string) => `Same as the system (${name})`,
  densities: { usual: 'Comfortable', compact: 'Compact' },
  percent: (share: number) => `${number(Math.round(share * 100))}%`,
  engines: { practice: 'Practice: built-in filters, not FLUX', '1min.ai': '1min.ai: FLUX.2 dev' },
  showFirstSteps: 'Show first steps',
  wholeNumber: (min: number, max: number) => `A whole number from ${number(min)} to ${number(max)}.`,

  // Library.
  libraryLead:
    'Your pictures, their edits and every prompt and seed are in one folder on this machine. Originals may be moved or deleted: what Reseed needs is in there.',
  showFolder: 'Show library folder',

  // 1min.ai.
  engineLead: 'Edits by FLUX.2 dev are carried out by 1min.ai, on your account there, and cost credits.',
  spending: 'Spending',
  connection: 'Connection',
  yourKey: 'Your 1min.ai API key',
  anotherKey: 'Another key',
  saveAndTest: 'Save and test',
  testKey: 'Test key',
  removeKey: 'Remove',
  keyInUse: 'Key in use',
  endsIn: ', ends in ',
  noKey: 'No API key',
  testing: 'Testing the key…',
  keyWorks: 'The key works. The test was free.',
  keyRefused: '1min.ai refused this key. Check that it is complete and still valid there.',
  pasteKey: 'Paste your 1min.ai API key first.',
  noKeyring:
    'To keep the key for the next start all the same, it can be written to a file. Any program that runs under your name can read it there.',
  storeAnyway: 'Store anyway',
  pasteOnceMore: 'Paste the key once more, then choose Store anyway.',
  /** Where the key is. */
  kept: {
    nowhere: 'Find it at 1min.ai, under API. Reseed sends it to 1min.ai and to nobody else.',
    keyring: 'Kept in this system’s keyring.',
    session: 'Kept only until Reseed is closed: this machine has no keyring.',
    file: 'Kept in a file, because this machine has no keyring: any program that runs under your name can read it.',
    environment: 'From RESEED_API_KEY, for as long as Reseed is open. It is never written down.',
  },

  // Usage.
  addingUp: 'Adding up…',
  range: 'Range',
  lastDays: (days: number) => `Last ${number(days)} days`,
  exportCsv: 'Export CSV…',
  noRuns: 'No runs in this time.',
  runsByDay: 'Runs by day',
  columns: {
    day: 'Day',
    engine: 'Engine',
    state: 'State',
    runs: 'Runs',
    charged: 'Charged',
    unknown: 'May be charged',
    credits: 'Credits',
  },
  sum: 'Sum',
  notTold: 'not told',
  practice: 'Practice',
  states: {
    queued: 'Waiting',
    uploading: 'Uploading',
    sending: 'Sent',
    accepted: 'Accepted',
    downloading: 'Fetching',
    saved: 'Saved',
    failed: 'Failed',
    cancelled: 'Cancelled',
    uncertain: 'No answer',
  },
  paidToday: (paid: number, cap: number) =>
    `${number(paid)} of ${number(cap)} paid ${cap === 1 ? 'run' : 'runs'} today`,
  paidOff: (paid: number) => `${number(paid)} paid today. Paid runs are switched off: their cap is 0 a day.`,

  // About.
  aboutLead: 'Edit pictures by words, on your own machine, with a history you can trust.',
  licence: 'MIT licence. Built on Electron, React, SQLite and other free software.',
};
