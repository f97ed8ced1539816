import { common } from './common.ts';
import { counted, number } from './grammar.ts';

const inAll = (pictures: number, edits: number, runs: number) =>
  [
    common.pictures(pictures),
    counted(edits, { one: '1 edit', other: `${number(edits)} edits` }),
    counted(runs, { one: '1 attempt', other: `${number(runs)} attempts` }),
  ].join(', ');

export const settings = {
  windowTitle: 'Reseed Settings',
  sectionsLabel: 'Sections',
  sections: {
    general: 'General',
    keys: 'Keyboard shortcuts',
    library: 'Library',
    backups: 'Backups',
    health: 'Library health',
    engine: '1min.ai',
    servers: 'Own servers',
    usage: 'Usage',
    updates: 'Updates',
    about: 'About',
  },

  search: 'Search settings',
  searchHint: 'Search',
  found: (count: number) =>
    counted(count, { one: '1 setting found', other: `${number(count)} settings found` }),
  nothingFound: (text: string) => `No settings match “${text}”.`,
  results: 'Search results',

  /** Each setting: its name, description and search keywords. */
  rows: {
    theme: {
      name: 'Theme',
      help: 'Light, dark, or match the system.',
      also: 'appearance color colour dark night',
    },
    language: {
      name: 'Language',
      help: 'Takes effect immediately in all windows and menus.',
      also: 'translation',
    },
    density: { name: 'Density', help: 'Spacing of lists and controls.', also: 'compact spacing' },
    interfaceZoom: {
      name: 'Interface size',
      help: 'Scales text and controls from 80% to 200%. Picture zoom isn’t affected.',
      also: 'zoom scale large text font',
    },
    engine: {
      name: 'Default engine',
      help: 'Used for new windows. You can switch at any time in the Edit panel.',
      also: 'practice FLUX default',
    },
    concurrency: {
      name: 'Simultaneous edits',
      help: 'How many edits can run at the same time.',
      also: 'parallel queue runs',
    },
    notifyWhenDone: {
      name: 'Notify when an edit finishes',
      help: 'Only when Reseed is in the background.',
      also: 'notification message done run',
    },
    keepCameraData: {
      name: 'Keep camera data in finished pictures',
      help: 'Camera, lens, exposure, and date of the original. Saved, exported, and dragged copies follow this setting.',
      also: 'privacy exif metadata camera',
    },
    keepLocation: {
      name: 'Keep the location',
      help: 'Where the original was taken, if its file says so.',
      also: 'privacy exif gps place coordinates',
    },
    firstSteps: {
      name: 'Getting started',
      help: 'Shows the three getting-started tips again.',
      also: 'first steps onboarding tour help hints tips',
    },
    keys: {
      name: 'Keyboard shortcuts',
      help: 'View and change keyboard shortcuts.',
      also: 'hotkeys rebind keyboard bindings',
    },
    folder: {
      name: 'Library folder',
      help: 'Where your pictures, edits, prompts, and seeds are stored.',
      also: 'location disk files move',
    },
    backups: {
      name: 'Backups',
      help: 'Copies of the library database. You can restore one.',
      also: 'restore copy save recover rescue',
    },
    health: {
      name: 'Library health',
      help: 'Check that every picture is intact, and repair what can be repaired.',
      also: 'check verify damaged missing corrupt integrity',
    },
    key: { name: 'API key', help: 'Your key for 1min.ai.', also: 'token account password' },
    servers: {
      name: 'Own servers',
      help: 'Addresses and keys of ComfyUI and of OpenAI-compatible servers.',
      also: 'SwarmUI local GPU host address',
    },
    dailyCap: {
      name: 'Daily limit for paid edits',
      help: 'When you reach the limit, more paid edits wait until tomorrow. Set to 0 to turn paid edits off.',
      also: 'budget cap money spending cost runs',
    },
    asynchronous: {
      name: 'Asynchronous requests',
      help: '1min.ai confirms the request right away, and Reseed checks for the result later. Turn this on if long edits time out, or to quit Reseed while an edit is running: the result is downloaded at the next start.',
      also: 'answers later timeout close',
    },
    systemProxy: {
      name: 'Use system proxy',
      help: 'Turn this on if your network requires a proxy.',
      also: 'network connection company',
    },
    usage: {
      name: 'Usage',
      help: 'Cost of your edits by day. You can export it as CSV.',
      also: 'money spending credits export bill',
    },
    updates: {
      name: 'Updates',
      help: 'Check for a newer version of Reseed.',
      also: 'upgrade new version release feed download install',
    },
    version: { name: 'Version', help: 'Reseed version and license.', also: 'about licence' },
  },

  // General.
  appearance: 'Appearance',
  editing: 'Editing',
  help: 'Help',
  themes: { system: 'Match system', light: 'Light', dark: 'Dark' },
  languageSystem: (name: string) => `Match system (${name})`,
  densities: { usual: 'Comfortable', compact: 'Compact' },
  percent: (share: number) => `${number(Math.round(share * 100))}%`,
  privacy: 'Privacy',
  showFirstSteps: 'Show getting started',

  // Library.
  libraryLead:
    'Reseed keeps your pictures, edits, prompts, and seeds in one folder on this computer. You can move or delete the original files: Reseed has its own copies.',
  showFolder: 'Show library folder',
  move: {
    title: 'Move library',
    lead: 'Moves the library to another folder, on another disk for example. Reseed copies everything, reads the copy back, and then uses it. You can keep working meanwhile. The current folder stays until you delete it.',
    choose: 'Move to another folder…',
    to: (folder: string) => `Moving to ${folder}`,
    counting: 'Counting files…',
    copied: (done: string, total: string) => `${done} of ${total} copied`,
    phases: {
      waiting: 'Waiting for the results of paid edits…',
      switching: 'Switching to the new folder…',
      stopped: 'The move was interrupted. The library is still in its current folder, with everything in it.',
    },
    resume: 'Continue',
    discard: 'Discard copy',
    previous:
      'The library was moved. Its previous folder is still there and isn’t used anymore. Open the library once more before you delete it.',
    trashPrevious: 'Move previous folder to trash',
    keepPrevious: 'Keep it',
  },

  // Models and servers of the user.
  models: {
    title: 'Your models',
    lead: 'Put a JSON file for each model into the folder “models” of the data folder. Reseed reads the files when it starts and when you return to its window.',
    place: (file: string, line: number) => `${file}, line ${line}`,
    refused: (place: string, why: string) => `${place}: ${why}`,
    reasons: {
      unreadable: () => 'The file can’t be read.',
      'too-large': () => 'The file is too large for a model.',
      'not-json': () => 'This isn’t valid JSON.',
      'wrong-field': (field: string) => `${field || 'The file'} doesn’t fit the schema.`,
      'wrong-default': (field: string) => `${field} isn’t one of the allowed values.`,
      'key-taken': (field: string) => `${field} occurs twice.`,
      'unknown-engine': () => 'This engine isn’t available.',
      'id-taken': () => 'The engine already has a model with this id.',
    },
  },
  serversLead:
    'Edits can also run on a server of your own, or on any that is compatible. Each has its own address and key.',

  // 1min.ai.
  engineLead: 'FLUX.2 dev edits run on 1min.ai with your account and cost credits.',
  spending: 'Spending',
  connection: 'Connection',
  yourKey: 'Your 1min.ai API key',
  optionalKey: 'Key or token (optional)',
  testServer: 'Test connection',
  serverWorks: 'The server answers, and everything it needs is there.',
  anotherKey: 'Replace key',
  saveAndTest: 'Save and test',
  testKey: 'Test key',
  removeKey: 'Remove',
  keyInUse: 'Active key',
  endsIn: ', ending in ',
  noKey: 'No API key',
  testing: 'Testing key…',
  keyWorks: 'The key works. Testing is free.',
  keyRefused: (engine: string) => `${engine} rejected this key. Check that it’s complete and still valid.`,
  pasteKey: (engine: string) => `Paste your ${engine} API key first.`,
  noKeyring:
    'No system keyring was found, so the key is kept only until you quit. You can save it to a file instead, but any program running under your account can read it there.',
  storeAnyway: 'Save to file',
  pasteOnceMore: 'Paste the key again, then choose Save to file.',
  optionalKeyHint: 'Only if the server asks for one. Reseed sends it only to this server.',
  /** Where the key is stored. */
  kept: {
    nowhere: 'Find your key on 1min.ai under API. Reseed sends it only to 1min.ai.',
    keyring: 'Stored in your system keyring.',
    session: 'Kept until you quit Reseed, because no system keyring was found.',
    file: 'Stored in a file, because no system keyring was found. Any program running under your account can read it.',
    environment:
      'Set by RESEED_API_KEY for this session. Reseed never saves it, but other programs running under your account can read the variable.',
    descriptor: 'Passed in when Reseed started, for this session. Reseed never saves it.',
  },

  // Usage.
  addingUp: 'Loading usage…',
  range: 'Time range',
  lastDays: (days: number) => `Last ${number(days)} days`,
  exportCsv: 'Export CSV…',
  noRuns: 'No edits in this period.',
  runsByDay: 'Edits by day',
  columns: {
    day: 'Day',
    engine: 'Engine',
    state: 'Status',
    runs: 'Edits',
    charged: 'Charged',
    unknown: 'Possibly charged',
    credits: 'Credits',
  },
  sum: 'Total',
  free: 'Free',
  notTold: '–',
  notToldHint: '1min.ai didn’t report credits',
  states: {
    queued: 'Waiting',
    uploading: 'Uploading',
    sending: 'Sent',
    accepted: 'Accepted',
    downloading: 'Downloading',
    saved: 'Done',
    failed: 'Failed',
    cancelled: 'Canceled',
    uncertain: 'Outcome unknown',
  },
  paidToday: (paid: number, cap: number) =>
    `${number(paid)} of ${counted(cap, { one: '1 paid edit', other: `${number(cap)} paid edits` })} used today`,
  paidOff: (paid: number) => `${number(paid)} paid edits today. Paid edits are off (daily limit is 0).`,

  // About.
  aboutLead: 'Edit pictures with words, on your own computer, with a complete history.',
  bundledSoftware: 'Open-source software in Reseed',
  electron: (running: string, tested: string) =>
    running === tested
      ? `Runs on Electron ${running}, which it was tested with.`
      : `Runs on Electron ${running}. It was tested with Electron ${tested}.`,
  license: 'MIT license. Built with Electron, React, SQLite, and other open-source software.',

  // Updates.
  updates: {
    lead: 'Reseed looks for updates only when you press Check now, and installs one only when you press Restart to install. Every file is checked against the publisher’s signature before it is used.',
    version: (version: string) => `You have version ${version}.`,
    deb: 'This copy was installed as a Debian package. It’s updated together with your system: with apt upgrade, or by your software center. If you downloaded the package yourself, install a newer one over it.',
    rpm: 'This copy was installed as an RPM package. It’s updated together with your system: with dnf upgrade, or by your software center. If you downloaded the package yourself, install a newer one over it.',
    feed: 'Update address',
    feedBuiltIn: 'While this is empty, the address that this build came with is used.',
    feedNone: 'Updates are off while this is empty.',
    feedWrong: 'Enter an address that begins with https://.',
    check: 'Check now',
    checking: 'Checking for updates…',
    current: 'You have the newest version.',
    available: (version: string, day: string, size: string) =>
      `Version ${version} of ${day} is available (${size}).`,
    notes: 'What’s new',
    download: 'Download',
    downloading: (done: string, all: string) => `Downloading: ${done} of ${all}`,
    downloadingLabel: 'Downloading the update',
    ready: (version: string) => `Version ${version} is downloaded, and its signature is valid.`,
    willRestart: 'Reseed closes, replaces itself, and opens again. Your library stays as it is.',
    willShow: 'Close Reseed, then replace this copy with the file. Your library stays as it is.',
    restart: 'Restart to install',
    show: 'Show file',
    installing: 'Installing…',
    retry: 'Try again',
  },

  // Backups.
  backups: {
    lead: 'Reseed backs up the library database every 10 minutes while it changes, and when you quit. It keeps the last 6 backups, and one for each of the last 24 hours, 14 days, and 8 weeks. Pictures aren’t copied: they never change.',
    backUp: 'Back up now',
    made: 'Backed up library',
    none: 'No backups yet.',
    list: 'Backups',
    columns: { time: 'Time', size: 'Size', pictures: 'Pictures', edits: 'Edits', restore: 'Restore' },
    unreadable: 'Unreadable',
    restore: 'Restore…',
    place: {
      title: 'Copy on another disk',
      lead: 'Reseed keeps a copy of the library there, pictures included, and fetches damaged pictures from it. Only what is new is copied, every 30 minutes.',
      choose: 'Choose folder…',
      chooseOther: 'Choose another folder…',
      copyNow: 'Copy now',
      stop: 'Stop copying',
      copying: 'Copying…',
      copied: (time: string) => `Complete as of ${time}.`,
      damaged: (count: number) =>
        counted(count, {
          one: '1 damaged picture wasn’t copied.',
          other: `${number(count)} damaged pictures weren’t copied.`,
        }),
    },
    previewTitle: 'Restore backup',
    from: (time: string) => `This replaces the library database with the backup from ${time}.`,
    lost: (pictures: number, edits: number, runs: number) =>
      `Only in the library now: ${inAll(pictures, edits, runs)}.`,
    back: (pictures: number, edits: number, runs: number) =>
      `Only in the backup: ${inAll(pictures, edits, runs)}.`,
    kept: 'The present database is backed up first. Picture files stay in the library folder.',
    restoreNow: 'Restore backup',
  },

  // Library health.
  health: {
    lead: 'Reseed reads a few pictures every day, so that each one is checked once a year. A check reads all of them now. It changes nothing.',
    check: 'Check library',
    checking: 'Checking the library',
    sound: (pictures: number) =>
      counted(pictures, {
        one: 'Checked 1 picture. No problems found.',
        other: `Checked ${number(pictures)} pictures. No problems found.`,
      }),
    found: (pictures: number) =>
      counted(pictures, {
        one: 'Checked 1 picture. Problems found:',
        other: `Checked ${number(pictures)} pictures. Problems found:`,
      }),
    list: 'Problems',
    columns: { problem: 'Problem', found: 'Found', repairable: 'Can be repaired' },
    kinds: {
      missing: 'Missing picture file',
      damaged: 'Damaged picture file',
      orphan: 'File that isn’t in the database',
      dangling: 'Broken reference in the database',
      leftover: 'File left over from a crash',
      duplicate: 'Second file of the same picture',
      thumbnail: 'Wrong thumbnail',
    },
    lost: 'Missing and damaged pictures can be repaired only if an intact copy is in the library folder. Restore their files from a copy of your own, if you have one.',
    repair: 'Repair…',
    repairTitle: 'Repair library',
    repairNow: 'Repair library',
    repairLead: (problems: number) =>
      counted(problems, { one: 'Repairs 1 problem:', other: `Repairs ${number(problems)} problems:` }),
    repairFetch: 'Missing and damaged pictures are replaced with intact copies.',
    repairAside: 'Files that aren’t in the database are moved to the “orphans” folder and kept for 30 days.',
    repairRemove: 'Leftover files, second files, wrong thumbnails, and broken references are deleted.',
    repaired: (problems: number) =>
      counted(problems, { one: 'Repaired 1 problem', other: `Repaired ${number(problems)} problems` }),
  },
};
