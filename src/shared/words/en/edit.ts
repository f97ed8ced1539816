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
