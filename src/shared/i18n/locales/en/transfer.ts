import { counted, number } from './grammar.ts';

export const transfer = {
  /** The system's own dialogs. */
  dialogs: {
    add: 'Add pictures',
    pictures: 'Pictures',
    allFiles: 'All files',
    save: 'Save',
    folder: 'Export to folder',
    chooseFolder: 'Choose folder',
  },

  /** Placeholder for a missing image. */
  gone: 'Missing picture',

  /** Import. */
  import: {
    dropOne: 'Add to your library',
    dropMany: (count: number) => `Add ${number(count)} files to your library`,
    dropAddress: 'Add this picture to your library',
    firstOpens: 'The first picture opens for editing.',
    shownStays: 'The current picture stays open.',
    progress: (done: number, total: number) => `Adding ${number(done)} of ${number(total)}`,
    progressLabel: 'Pictures added',
    cancelled: (added: number, total: number) =>
      `Canceled: ${number(added)} of ${counted(total, { one: '1 picture', other: `${number(total)} pictures` })} added.`,
    isThere: (name: string) => `${name} is already in your library`,
    wereThere: (count: number) =>
      counted(count, {
        one: '1 picture was already in your library',
        other: `${number(count)} pictures were already in your library`,
      }),
    added: (count: number, rest: string) =>
      counted(count, { one: `Added 1 picture; ${rest}`, other: `Added ${number(count)} pictures; ${rest}` }),
    lacking: (count: number) =>
      counted(count, {
        one: '1 picture isn’t shown in full. The line below it explains why.',
        other: `${number(count)} pictures aren’t shown in full. The line below each one explains why.`,
      }),
    refusedHeading: (count: number) =>
      counted(count, { one: '1 file not added', other: `${number(count)} files not added` }),
    emptyFolders: (count: number, names: string) =>
      counted(count, {
        one: `No pictures in ${names}`,
        other: `No pictures in ${number(count)} folders: ${names}`,
      }),
    leftOut: (count: number, names: string) =>
      counted(count, {
        one: `Skipped 1 hidden or system item: ${names}`,
        other: `Skipped ${number(count)} hidden or system items: ${names}`,
      }),
    someNames: (names: readonly string[], isAll: boolean) => `${names.join(', ')}${isAll ? '' : ' …'}`,
    showReport: 'Show',
    hideReport: 'Hide',
    copyReport: 'Copy list',
    pasted: (when: string) => `Pasted ${when}`,
    fromPage: 'Web picture',
    nothingIn: 'What you dropped contains no picture. Save the picture first, then drop the file.',
    tooManyInPage: (max: number) =>
      counted(max, {
        one: 'Only the first picture of the page is downloaded.',
        other: `Only the first ${number(max)} pictures of the page are downloaded.`,
      }),
  },

  showInFolder: 'Show in folder',

  export: {
    title: (count: number) =>
      counted(count, { one: 'Export 1 picture', other: `Export ${number(count)} pictures` }),
    bulk: 'Export…',
    titleUnknown: 'Export pictures',
    folder: 'Folder',
    noFolderYet: 'No folder selected',
    choose: 'Choose…',
    template: 'File names',
    insert: (token: string) => `Insert ${token}`,
    tokens: {
      name: 'Name',
      seed: 'Seed',
      prompt: 'Prompt',
      date: 'Date',
      time: 'Time',
      n: 'Number',
      model: 'Model',
      rating: 'Rating',
      ext: 'Extension',
    },
    preview: 'Preview of file names',
    more: (count: number) => counted(count, { one: 'and 1 more', other: `and ${number(count)} more` }),
    format: 'Format',
    formats: { original: 'Original format', png: 'PNG', jpeg: 'JPEG', webp: 'WebP' },
    tooLong: (count: number, format: string, max: number) =>
      counted(count, {
        one: `1 picture is longer than ${format} allows (${number(max)} pixels) and would be skipped. Choose another format or a longest edge.`,
        other: `${number(count)} pictures are longer than ${format} allows (${number(max)} pixels) and would be skipped. Choose another format or a longest edge.`,
      }),
    quality: 'Quality',
    size: 'Size',
    sizes: { full: 'Full size', edge: 'Longest edge' },
    edge: 'Longest edge (pixels)',
    edgeNote: 'Smaller pictures aren’t enlarged.',
    collision: 'If a file already exists',
    collisions: { both: 'Keep both', replace: 'Replace', skip: 'Skip' },
    replaceNote: 'Files with the same names will be overwritten.',
    recipe: 'Save settings with each picture',
    recipeNote: 'Adds a JSON file with the prompt, settings, seed, and model. API keys are never included.',
    start: 'Export',
    progress: (done: number, total: number) => `Exporting ${number(done)} of ${number(total)}`,
    progressLabel: 'Pictures exported',
    done: (saved: number, skipped: number, failed: number, folder: string) =>
      [
        counted(saved, {
          one: `Exported 1 picture to ${folder}`,
          other: `Exported ${number(saved)} pictures to ${folder}`,
        }),
        ...(skipped > 0 ? [`${number(skipped)} skipped (already exist)`] : []),
        ...(failed > 0 ? [`${number(failed)} failed`] : []),
      ].join('; '),
    cancelled: (saved: number, total: number) =>
      `Canceled: ${number(saved)} of ${counted(total, { one: '1 picture', other: `${number(total)} pictures` })} exported.`,
    stopped: (saved: number, total: number) =>
      `Stopped: ${number(saved)} of ${counted(total, { one: '1 picture', other: `${number(total)} pictures` })} exported.`,
    failedHeading: (count: number) =>
      counted(count, {
        one: '1 picture not exported',
        other: `${number(count)} pictures not exported`,
      }),
  },
};
