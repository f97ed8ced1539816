import type { Size } from '../../../geometry.ts';
import { counted, number } from './grammar.ts';

/** The size of a result with the source's dimensions. */
const sizeText = (size: Size | null) =>
  size ? `${number(size.width)} × ${number(size.height)} px` : 'Each in its own size';

export const edit = {
  title: 'Edit',
  noPicture: 'Select a picture, then describe what to change.',

  prompt: {
    none: (model: string) => `${model} can’t take a prompt.`,
    label: 'Prompt',
    placeholder: 'make it a watercolor painting',
    over: (count: number) =>
      counted(count, {
        one: '1 character over the limit',
        other: `${number(count)} characters over the limit`,
      }),
  },

  seed: {
    label: 'Seed',
    help: 'Starting point for the randomness. The same seed, prompt, and settings should give the same result.',
    roll: 'New seed',
    keep: 'Lock seed',
    isKept: 'Seed is locked for the next edit',
    keepThis: 'Lock this seed for the next edit',
  },

  engine: {
    label: 'Engine',
  },

  model: {
    label: 'Model',
    tasks: {
      edit: 'Edit by prompt',
      inpaint: 'Change a masked part',
      background: 'Background',
      upscale: 'Upscale',
    },
    documented: (name: string) => `${name} (documented, not tried)`,
    documentedNote: (source: string) => `Made from its documentation, and not tried yet. Source: ${source}`,
    needsMask: (model: string) => `${model} changes what a mask covers. Paint one on the picture.`,
    noMask: (model: string) =>
      `${model} can’t take a mask. Reseed applies yours to the result, and nothing outside it changes.`,
  },

  comesBack: {
    label: 'Comes back as',
    help: 'The model returns a picture in which every pixel is new, often about 1 MP. Reseed can put that back into your original.',
    choices: {
      raw: 'Raw result',
      original: 'Put back into the original',
      light: 'Only light and color',
    },
    raw: (megapixels: number | null) =>
      `${megapixels === null ? 'At the size the model makes.' : `About ${number(megapixels)} MP.`} Everything may change.`,
    original: (size: Size | null, where: string) => `${sizeText(size)}. ${where}`,
    light: (size: Size | null) => `${sizeText(size)}. All detail stays.`,
    where: {
      found: 'Only what the edit changed is put back.',
      mask: 'Only the mask changes.',
      'mask-and-pad': 'Only the mask and the padding change.',
      region: 'Only the region changes.',
      protected: 'Everything but the protected parts changes.',
      pad: 'The original stays as it is.',
    },
  },

  settings: {
    more: 'More settings',
    changed: (count: number) => `${count} changed`,
    reset: (label: string) => `Reset ${label}`,
    resetAll: (count: number) => `Reset all (${count})`,
    wereReset: (count: number) =>
      counted(count, { one: 'Reset 1 setting', other: `Reset ${count} settings` }),
  },

  warnings: {
    noEffectOnPng: 'No effect: PNG is lossless.',
    noSeed: (model: string) => `No effect: ${model} can’t take a seed.`,
    notRepeatable: 'Not reproducible: the same seed may give a different result.',
    strengthZero: 'At 0, the source comes back unchanged.',
    strengthZeroPaid: 'At 0, you may get the source back unchanged and still be charged.',
    noEffectAtZero: (strength: string) => `No effect while ${strength} is 0.`,
    sameShape: 'The source already has this aspect ratio.',
    runNotRepeatable: (setting: string) => `Not reproducible: ${setting} is on.`,
    turnOff: 'Turn off',
  },

  paid: {
    noKey: (engine: string) => `To use ${engine}, add your API key in Settings.`,
    usesCredits: (engine: string) => `Uses credits from your ${engine} account.`,
    mayCost: 'The server may charge for each edit.',
    capReached: (cap: number) =>
      `You’ve reached today’s limit of ${counted(cap, { one: '1 paid edit', other: `${number(cap)} paid edits` })}.`,
  },

  run: { run: 'Run edit' },

  many: {
    sources: (name: string, others: number) =>
      counted(others, { one: `${name} and 1 more`, other: `${name} and ${number(others)} more` }),
    run: (count: number) => `Run on ${number(count)} pictures`,
    each: (count: number) => `Applies this edit to each of the ${number(count)} pictures separately.`,
    seeds: 'Seeds',
    seedsHelp: 'Use one seed for all pictures, or a new seed for each.',
    sameSeed: 'Same for all',
    newSeeds: 'New for each',
    paid: (count: number, paidToday: number, cap: number) =>
      `${number(count)} paid edits. ${number(paidToday)} of ${number(cap)} used today.`,
    confirm: (count: number, cost: string) => `Run ${number(count)} paid edits? ${cost}`,
    eachUsesCredits: (engine: string) => `Each one uses credits from your ${engine} account.`,
    confirmed: (count: number) => `Run ${number(count)} paid edits`,
    queued: (count: number) =>
      counted(count, { one: '1 edit queued', other: `${number(count)} edits queued` }),
    progress: (done: number, total: number) => `${number(done)} of ${number(total)} edits done`,
    finished: (total: number) => counted(total, { one: '1 edit done', other: `${number(total)} edits done` }),
    finishedWithout: (done: number, without: number) =>
      `${counted(done, { one: '1 edit done', other: `${number(done)} edits done` })}, ${number(without)} not completed`,
    cancelRest: 'Cancel remaining',
  },

  presets: {
    title: 'Presets',
    find: 'Find a preset',
    none: 'No matching presets.',
    own: 'Your presets',
    teach: 'Save the current prompt and settings as a preset to reuse them.',
    starters: 'Built-in presets',
    sort: 'Sort presets',
    byName: 'Name',
    byUse: 'Most used',
    byTime: 'Newest',
    saveAs: 'Save as preset…',
    import: 'Import…',
    exportAll: 'Export all…',
    export: 'Export…',
    update: 'Update with current settings',
    rename: 'Rename…',
    duplicate: 'Duplicate',
    more: (name: string) => `More actions for ${name}`,
    moreActions: 'More preset actions',
    madeFor: (engine: string) => `Made for ${engine}`,
    sets: { prompt: 'Prompt', params: 'Settings', seed: 'Seed' },
    eachSetting: 'Individual settings',
    ofSettings: (some: number, all: number) => `${some} of ${all}`,
    settings: (count: number) => counted(count, { one: '1 setting', other: `${count} settings` }),
    seed: (seed: number) => `seed ${seed}`,
    used: (count: number) => counted(count, { one: 'used once', other: `used ${number(count)} times` }),
    name: 'Name',
    whatItSets: 'Include',
    nameMissing: 'Enter a name.',
    nothingTicked: 'Select at least one item to include.',
    save: 'Save preset',
    replace: (name: string) => `Replace “${name}”`,
    renameTitle: 'Rename preset',
    applied: (name: string) => `Applied “${name}”`,
    appliedWithout: (name: string, settings: string) =>
      `Applied “${name}” without ${settings} (not available here)`,
    saved: (name: string) => `Saved preset “${name}”`,
    updated: (name: string) => `Updated preset “${name}”`,
    deleted: (name: string) => `Deleted preset “${name}”`,
    imported: (count: number) =>
      counted(count, { one: 'Imported 1 preset', other: `Imported ${number(count)} presets` }),
    importedFrom: (count: number, file: string) =>
      counted(count, {
        one: `Imported 1 preset from ${file}.`,
        other: `Imported ${number(count)} presets from ${file}.`,
      }),
    noneImported: (file: string) => `No presets could be imported from ${file}.`,
    notTaken: 'Skipped',
    refusal: (preset: string, field: string, message: string) =>
      field === '' ? `${preset}: ${message}` : `${preset}, ${field}: ${message}`,
    refusedWithout: (preset: string, field: string, message: string) =>
      `${preset}, imported without ${field}: ${message}`,
    moreRefused: (count: number) => `and ${number(count)} more`,
    starter: {
      watercolor: 'Watercolor',
      sketch: 'Pencil sketch',
      vintage: 'Vintage photograph',
      night: 'Night',
      product: 'Product on white',
      warmLight: 'Warm evening light',
      quickLook: 'Quick preview (small, fast)',
    },
    starterPrompt: {
      watercolor: 'make it a watercolor painting, loose brush strokes, white paper showing at the edges',
      sketch: 'make it a pencil sketch, fine hatching, soft graphite shadows',
      vintage: 'make it a vintage photograph from the seventies, faded colors, slight film grain',
      night: 'make it night, moonlight, lit windows',
      product: 'put the product on a plain white background, brighter, sharp, soft shadow below it',
      warmLight: 'make the light warmer, as at sunset',
    },
    file: {
      name: 'Reseed presets',
      pick: 'Import presets',
      numbered: (place: number) => `Preset ${place}`,
    },
  },

  list: { enterTakes: (name: string) => `Press Enter to use ${name}` },

  history: {
    title: 'Recent prompts',
    find: 'Find a prompt',
    none: 'No matching prompts.',
    empty: 'Prompts you run appear here.',
    completions: 'Suggestions from recent prompts',
    uses: (count: number) => counted(count, { one: 'used once', other: `used ${number(count)} times` }),
    kept: (count: number) =>
      counted(count, { one: '1 rated result', other: `${number(count)} rated results` }),
    forget: 'Remove from recent prompts',
    forgotten: 'Prompt removed',
  },

  sent: {
    title: 'What will be sent',
    practiceTitle: 'What the engine gets',
    alt: 'Picture as it will be sent',
    prepared: (facts: string) => `${facts}. Rotation applied, metadata removed.`,
    once: 'The picture is uploaded once. Then a single request is sent with only these fields:',
    picturePlace: 'address of the uploaded picture',
    maskPlace: 'address of the uploaded mask',
    withPictures: 'These fields are sent with the prepared pictures:',
    picture: 'the prepared picture',
    noPrompt: 'empty',
    noNumber: 'not a number',
  },
};
