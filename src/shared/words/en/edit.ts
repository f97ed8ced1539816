import { counted, number } from './grammar.ts';

export const edit = {
  title: 'Edit',
  choosePictureFirst: 'Choose a picture first.',
  noPicture: 'Choose a picture, then say what should change.',

  prompt: {
    label: 'Prompt',
    placeholder: 'make it a watercolor painting',
    left: (count: number) =>
      counted(count, { one: '1 character left', other: `${number(count)} characters left` }),
    over: (count: number) =>
      counted(count, { one: '1 character too long', other: `${number(count)} characters too long` }),
  },

  seed: {
    label: 'Seed',
    help: 'Where the randomness starts. The same seed, words and settings ask for the same picture again.',
    roll: 'New seed',
    keep: 'Keep seed',
    isKept: 'The seed is kept for the next edit',
    keepThis: 'Keep this seed for the next edit',
  },

  engine: {
    label: 'Engine',
    practice: 'Practice: built-in filters, not FLUX',
    onemin: '1min.ai: FLUX.2 dev',
  },

  settings: {
    more: 'More settings',
    changed: (count: number) => `${count} changed`,
    reset: (label: string) => `Reset ${label}`,
    resetAll: (count: number) => `Reset all (${count})`,
    wereReset: (count: number) =>
      counted(count, { one: '1 setting reset', other: `${count} settings reset` }),
    on: 'On',
    off: 'Off',
  },

  warnings: {
    noEffectOnPng: 'No effect on PNG: it is lossless.',
    notRepeatable: 'Not repeatable: the same seed may give another picture.',
    strengthZero: 'At 0 the source comes back as it is.',
    strengthZeroPaid: 'At 0 the source may come back as it is, and is paid for all the same.',
    noEffectAtZero: (strength: string) => `No effect while ${strength} is 0.`,
    sameShape: 'The source has this shape already.',
    runNotRepeatable: (setting: string) => `This run is not repeatable: ${setting} is on.`,
    turnOff: 'Turn off',
  },

  paid: {
    noKey: 'There is no API key yet. 1min.ai needs the key of your account there.',
    usesCredits: 'Uses credits of your 1min.ai account.',
    capReached: (cap: number) => `Today’s cap of ${cap} paid ${cap === 1 ? 'run' : 'runs'} is reached.`,
  },

  run: { run: 'Run edit' },

  many: {
    sources: (name: string, others: number) =>
      counted(others, { one: `${name} and 1 more`, other: `${name} and ${number(others)} more` }),
    run: (count: number) => `Run on ${number(count)} pictures`,
    each: (count: number) => `The same edit on ${number(count)} pictures, each on its own.`,
    seeds: 'Seeds',
    seedsHelp: 'The same seed for every picture, or a new one for each.',
    sameSeed: 'The same for all',
    newSeeds: 'A new one each',
    paid: (count: number, paidToday: number, cap: number) =>
      `${number(count)} paid runs; ${number(paidToday)} of ${number(cap)} were started today.`,
    confirm: (count: number) => `Run ${number(count)} paid edits? Each uses credits of your 1min.ai account.`,
    confirmed: (count: number) => `Run ${number(count)} paid edits`,
    queued: (count: number) =>
      counted(count, { one: '1 edit queued', other: `${number(count)} edits queued` }),
    progress: (done: number, total: number) => `${number(done)} of ${number(total)} edits done`,
    finished: (total: number) => counted(total, { one: '1 edit done', other: `${number(total)} edits done` }),
    finishedWithout: (done: number, without: number) =>
      `${counted(done, { one: '1 edit done', other: `${number(done)} edits done` })}, ${number(without)} without a result`,
    cancelRest: 'Cancel the rest',
    tooMany: (most: number) => `An edit runs on at most ${number(most)} pictures at a time. Select fewer.`,
    overCap: (runs: number, left: number) =>
      `These are ${number(runs)} paid runs, and today’s cap leaves ${number(left)}. Select fewer, or raise it in Settings.`,
  },

  presets: {
    title: 'Presets',
    find: 'Find a preset',
    none: 'No preset has this name.',
    own: 'Your presets',
    teach: 'Save the form as a preset, and it is here for the next picture.',
    starters: 'To start with',
    sort: 'Sort presets',
    byName: 'By name',
    byUse: 'Most used',
    byTime: 'Newest',
    saveAs: 'Save as preset…',
    import: 'Import…',
    exportAll: 'Export all…',
    export: 'Export…',
    update: 'Update from the form',
    rename: 'Rename…',
    duplicate: 'Duplicate',
    more: (name: string) => `More for ${name}`,
    moreActions: 'More for presets',
    engines: { practice: 'Practice', '1min.ai': '1min.ai' },
    madeFor: (engine: string) => `Made for ${engine}`,
    sets: { prompt: 'Prompt', params: 'Settings', seed: 'Seed' },
    eachSetting: 'Each setting',
    ofSettings: (some: number, all: number) => `${some} of ${all}`,
    settings: (count: number) => counted(count, { one: '1 setting', other: `${count} settings` }),
    seed: (seed: number) => `seed ${seed}`,
    used: (count: number) => counted(count, { one: 'used once', other: `used ${number(count)} times` }),
    name: 'Name',
    whatItSets: 'What it sets',
    nameMissing: 'Give it a name.',
    nothingTicked: 'Tick at least one thing that it sets.',
    save: 'Save preset',
    replace: (name: string) => `Replace “${name}”`,
    renameTitle: 'Rename preset',
    applied: (name: string) => `“${name}” applied`,
    appliedWithout: (name: string, settings: string) => `“${name}” applied, without ${settings}: not here`,
    saved: (name: string) => `“${name}” saved`,
    updated: (name: string) => `“${name}” updated`,
    deleted: (name: string) => `“${name}” deleted`,
    imported: (count: number) =>
      counted(count, { one: '1 preset imported', other: `${number(count)} presets imported` }),
    importedFrom: (count: number, file: string) =>
      counted(count, {
        one: `1 preset was taken from ${file}.`,
        other: `${number(count)} presets were taken from ${file}.`,
      }),
    noneImported: (file: string) => `Nothing in ${file} could be taken.`,
    notTaken: 'What does not fit',
    refusal: (preset: string, field: string, message: string) =>
      field === '' ? `${preset}: ${message}` : `${preset}, ${field}: ${message}`,
    refusedWithout: (preset: string, field: string, message: string) =>
      `${preset} was taken without ${field}: ${message}`,
    moreRefused: (count: number) => `and ${number(count)} more`,
    tooMany: (most: number) => `There is room for ${number(most)} presets. Delete some first.`,
    starter: {
      watercolor: 'Watercolor',
      sketch: 'Pencil sketch',
      vintage: 'Vintage photograph',
      night: 'Night',
      product: 'Product on white',
      warmLight: 'Warm evening light',
      quickLook: 'Quick look: small and fast',
    },
    starterPrompt: {
      watercolor: 'make it a watercolor painting, loose brush strokes, paper left white at the edges',
      sketch: 'make it a pencil sketch, fine hatching, soft graphite shadows',
      vintage: 'make it a vintage photograph from the seventies, faded colours, slight film grain',
      night: 'make it night, moonlight, lit windows',
      product: 'put the product on a plain white background, brighter, sharp, soft shadow below it',
      warmLight: 'make the light warmer, as at sunset',
    },
    file: {
      name: 'Reseed presets',
      pick: 'Import presets',
      notJson: 'this is no JSON file.',
      notPresets: 'these are no presets of Reseed.',
      newer: 'it was written by a newer Reseed.',
      tooMany: (most: number) => `it has more than ${number(most)} presets.`,
      tooLarge: 'The file is larger than 20 MB.',
      numbered: (place: number) => `Preset ${place}`,
      noObject: 'it has no fields.',
      badName: 'a name has 1 to 100 characters.',
      unknownField: 'this version does not know this field.',
      unknownEngine: (engine: string) => `this version does not know the engine ${engine}.`,
      unknownModel: (model: string) => `this version does not know the model ${model}.`,
      noText: 'it is no text.',
      setsNothing: 'it sets nothing.',
    },
  },

  list: { enterTakes: (name: string) => `Enter takes ${name}` },

  history: {
    title: 'Earlier prompts',
    find: 'Find a prompt',
    none: 'No earlier prompt begins like this.',
    empty: 'Prompts that were run are kept here.',
    completions: 'Earlier prompts that begin like this',
    uses: (count: number) => counted(count, { one: 'used once', other: `used ${number(count)} times` }),
    kept: (count: number) => counted(count, { one: '1 result kept', other: `${number(count)} results kept` }),
    forget: 'Forget this prompt',
    forgotten: 'Prompt forgotten',
  },

  sent: {
    title: 'What will be sent',
    alt: 'Prepared for sending',
    prepared: (facts: string) => `${facts}. Upright, metadata removed.`,
    once: 'The picture is uploaded once. Then one request, with these fields and no others:',
    picturePlace: 'where the service put the picture',
    noPrompt: 'not written yet',
    noNumber: 'not a number',
  },
};
