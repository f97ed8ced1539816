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

  /** Stands for a picture that is no longer there. */
  gone: 'Missing picture',

  drag: {
    tooMany: (max: number) =>
      `You can drag up to ${number(max)} pictures at a time. To get more, export them to a folder.`,
    tooLarge: 'These pictures are too large to drag together. Export them to a folder instead.',
  },

  /** Bringing in. */
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

  /** What a file seems to be that is not taken in. */
  kinds: {
    notAPicture: (seems: string) =>
      `This isn’t a supported picture (${seems}). Use JPEG, PNG, WebP, AVIF, GIF, BMP, HEIC, TIFF, JPEG XL, or a camera raw file.`,
    named: {
      pdf: 'a PDF document',
      photoshop: 'a Photoshop document',
      jpeg2000: 'a JPEG 2000 picture',
      svg: 'an SVG drawing',
      page: 'a web page',
      link: 'a link to a web page',
      text: 'a text file',
      video: 'a video',
      sound: 'an audio file',
      unknown: 'unknown file type',
    },
    picture: (format: string) => `a picture in ${format} format`,
    file: (format: string) => `a ${format} file`,
  },
  folders: {
    tooMany: (max: number) => `Only the first ${number(max)} files in this folder were checked.`,
    tooDeep: (levels: number) => `Subfolders deeper than ${levels} levels were skipped.`,
    unreadable: 'The folder can’t be read.',
    folderLink: 'This is a link to a folder. Drop the folder itself.',
    deadLink: 'This link points to something that no longer exists.',
    neverCame: 'The file’s content never arrived. Try dropping it again.',
  },

  /** Pictures of pages, fetched by their addresses. */
  fetch: {
    onlyHttps:
      'Reseed downloads pictures from https addresses only. Save the picture first, then drop the file.',
    elsewhere:
      'The address redirects to another site, so Reseed didn’t download it. Save the picture first, then drop the file.',
    leadsToNoPicture:
      'This link doesn’t lead to a picture. Open the page, then drag the picture itself or save it first.',
    notThere: (status: number) => `The website didn’t provide the picture (error ${status}).`,
    problems: {
      'no-network': 'Couldn’t find the server. Check your connection.',
      unreachable: 'Couldn’t reach the server.',
      'proxy-login': 'The proxy of this network requires a user name and password (407).',
      untrusted: 'The server’s security certificate isn’t trusted.',
      blocked: 'Reseed doesn’t download from private networks. Save the picture first, then drop the file.',
      broken: 'The connection dropped before the picture was downloaded.',
      timeout: 'The download took longer than 20 seconds.',
    },
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
    range: (min: number, max: number) => `Enter a whole number from ${number(min)} to ${number(max)}.`,
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
    noFolder: 'Choose a folder first.',
    folderGone: (name: string) => `The folder ${name} no longer exists. Choose another one.`,
    insideLibrary: 'This is Reseed’s own folder. Choose a different one.',
  },

  /** Deleting for good. */
  purge: {
    source:
      'This edit’s source picture was permanently deleted. To edit it again, add the picture to the library.',
    busy: (count: number) =>
      counted(count, {
        one: 'An edit of this picture hasn’t finished. Cancel it or wait for it to finish.',
        other: `Edits of these ${number(count)} pictures haven’t finished. Cancel them or wait for them to finish.`,
      }),
    noTrash:
      'Reseed can’t use the system trash for its folder. Nothing was deleted. The pictures are still in Reseed’s Trash.',
    someFailed: (failed: number, all: number) =>
      `${number(failed)} of ${number(all)} pictures couldn’t be moved to the system trash. They’re still in Reseed’s Trash.`,
  },
};
