import { counted, number } from './grammar.ts';

export const transfer = {
  /** The system's own dialogs. */
  dialogs: {
    add: 'Add pictures',
    pictures: 'Pictures',
    allFiles: 'All files',
    save: 'Save',
    folder: 'Folder to export into',
    chooseFolder: 'Choose folder',
  },

  /** Stands for a picture that is no longer there. */
  gone: 'A picture',
  recipe: { practice: 'Practice: built-in filters, not FLUX' },

  drag: {
    tooMany: (max: number) =>
      `More than ${number(max)} pictures are too many to drag at once. Export them into a folder instead.`,
    tooLarge: 'These pictures are too large to drag at once. Export them into a folder instead.',
  },

  /** Bringing in. */
  import: {
    dropOne: 'Add to your library',
    dropMany: (count: number) => `Add ${number(count)} files to your library`,
    dropAddress: 'Fetch this picture into your library',
    firstOpens: 'The first one opens for editing.',
    shownStays: 'The picture you see stays open.',
    progress: (done: number, total: number) => `Adding ${number(done)} of ${number(total)}`,
    progressLabel: 'Pictures added',
    cancelled: (added: number, total: number) =>
      `Cancelled: ${number(added)} of ${counted(total, { one: '1 picture', other: `${number(total)} pictures` })} added.`,
    isThere: (name: string) => `${name} is already in your library`,
    wereThere: (count: number) =>
      counted(count, {
        one: '1 picture was already in your library',
        other: `${number(count)} pictures were already in your library`,
      }),
    added: (count: number, rest: string) =>
      counted(count, { one: `1 picture added; ${rest}`, other: `${number(count)} pictures added; ${rest}` }),
    lacking: (count: number) =>
      counted(count, {
        one: '1 picture shows less than its file holds; the line below it says what.',
        other: `${number(count)} pictures show less than their files hold; the line below each says what.`,
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
        one: `1 hidden or system item left out: ${names}`,
        other: `${number(count)} hidden or system items left out: ${names}`,
      }),
    someNames: (names: readonly string[], isAll: boolean) => `${names.join(', ')}${isAll ? '' : ' …'}`,
    showReport: 'Show',
    hideReport: 'Hide',
    copyReport: 'Copy the list',
    pasted: (when: string) => `Pasted ${when}`,
    fromPage: 'Picture from a page',
    nothingIn: 'There is no picture in what was dropped. Save the picture first, then drop the file.',
    tooManyInPage: (max: number) =>
      counted(max, {
        one: 'Only the first picture of the page is fetched.',
        other: `Only the first ${number(max)} pictures of the page are fetched.`,
      }),
  },

  /** What a file seems to be that is not taken in. */
  kinds: {
    notAPicture: (seems: string) =>
      `This is ${seems}. Reseed reads JPEG, PNG, WebP, AVIF, GIF, BMP, HEIC, TIFF and JPEG XL, and the previews of camera raw files.`,
    named: {
      pdf: 'a PDF document',
      photoshop: 'a Photoshop document',
      jpeg2000: 'a JPEG 2000 picture',
      svg: 'an SVG drawing',
      page: 'a web page',
      link: 'a link to a web page',
      text: 'a text',
      video: 'a video',
      sound: 'a sound file',
      unknown: 'a file of an unknown kind',
    },
    picture: (format: string) => `a picture in ${format} format`,
    file: (format: string) => `a ${format} file`,
  },
  folders: {
    tooMany: (max: number) => `Only the first ${max} files of this folder were looked at.`,
    tooDeep: (levels: number) => `The folder lies deeper than ${levels} levels.`,
    unreadable: 'The folder cannot be read.',
    folderLink: 'This is a link to a folder. Drop that folder itself.',
    deadLink: 'This is a link to something that is not there.',
    neverCame: 'Its content never came.',
  },

  /** Pictures of pages, fetched by their addresses. */
  fetch: {
    onlyHttps: 'Only https addresses are fetched. Save the picture first, then drop the file.',
    elsewhere:
      'The address leads to another place, which is not followed. Save the picture first, then drop the file.',
    leadsToNoPicture:
      'This is a link, and not to a picture. Open the page, then drag the picture itself or save it first.',
    notThere: (status: number) => `The page’s server does not give it (error ${status}).`,
    problems: {
      'no-network': 'Its server cannot be found. Check the network.',
      unreachable: 'Its server cannot be reached.',
      'proxy-login': 'The proxy of this network asks for a name and a password (407).',
      untrusted: 'The certificate of its server is not to be trusted.',
      blocked: 'Addresses in a private network are not fetched. Save the picture first, then drop the file.',
      broken: 'The connection broke before the whole picture had come.',
      timeout: 'It took longer than 20 seconds to come.',
    },
  },

  showInFolder: 'Show in folder',

  export: {
    title: (count: number) =>
      counted(count, { one: 'Export 1 picture', other: `Export ${number(count)} pictures` }),
    bulk: 'Export…',
    titleUnknown: 'Export pictures',
    folder: 'Folder',
    noFolderYet: 'Not chosen yet',
    choose: 'Choose…',
    template: 'File names',
    insert: (token: string) => `Add ${token} to the name`,
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
    preview: 'What the files will be called',
    more: (count: number) => counted(count, { one: 'and 1 more', other: `and ${number(count)} more` }),
    format: 'Format',
    formats: { original: 'As it is', png: 'PNG', jpeg: 'JPEG', webp: 'WebP' },
    tooLong: (count: number, format: string, max: number) =>
      counted(count, {
        one: `1 picture is longer than the ${number(max)} pixels that ${format} holds, and would be left out. Choose another format or a longest edge.`,
        other: `${number(count)} pictures are longer than the ${number(max)} pixels that ${format} holds, and would be left out. Choose another format or a longest edge.`,
      }),
    quality: 'Quality',
    size: 'Size',
    sizes: { full: 'Full size', edge: 'Longest edge' },
    edge: 'Longest edge in pixels',
    edgeNote: 'Smaller pictures stay as they are.',
    collision: 'If a file is there',
    collisions: { both: 'Keep both', replace: 'Replace it', skip: 'Leave it' },
    replaceNote: 'Files of these names in the folder are overwritten.',
    recipe: 'Recipe beside each picture',
    recipeNote: 'Prompt, settings, seed and model as a JSON file. Never a key.',
    start: 'Export',
    range: (min: number, max: number) => `A whole number from ${number(min)} to ${number(max)}.`,
    progress: (done: number, total: number) => `Exporting ${number(done)} of ${number(total)}`,
    progressLabel: 'Pictures exported',
    done: (saved: number, skipped: number, failed: number, folder: string) =>
      [
        counted(saved, {
          one: `1 picture exported to ${folder}`,
          other: `${number(saved)} pictures exported to ${folder}`,
        }),
        ...(skipped > 0 ? [`${number(skipped)} left out, since files of these names are there`] : []),
        ...(failed > 0 ? [`${number(failed)} failed`] : []),
      ].join('; '),
    cancelled: (saved: number, total: number) =>
      `Cancelled: ${number(saved)} of ${counted(total, { one: '1 picture', other: `${number(total)} pictures` })} exported.`,
    stopped: (saved: number, total: number) =>
      `Stopped: ${number(saved)} of ${counted(total, { one: '1 picture', other: `${number(total)} pictures` })} exported.`,
    failedHeading: (count: number) =>
      counted(count, {
        one: '1 picture not exported',
        other: `${number(count)} pictures not exported`,
      }),
    noFolder: 'Choose a folder first.',
    folderGone: (name: string) => `The folder ${name} is not there any more. Choose another one.`,
    insideLibrary: 'This is Reseed’s own folder. Choose one outside it.',
  },

  /** Deleting for good. */
  purge: {
    source:
      'The picture this edit started from was deleted for good. Add it again, then describe the edit on it.',
    busy: (count: number) =>
      counted(count, {
        one: 'An edit of this picture is still waiting or running. Cancel it, or wait for it to end.',
        other: `Edits of these ${number(count)} pictures are still waiting or running. Cancel them, or wait for them to end.`,
      }),
    noTrash:
      'This system has no trash that Reseed can use for its folder. Nothing was deleted; the pictures are still in Reseed’s trash.',
    someFailed: (failed: number, all: number) =>
      `${number(failed)} of ${number(all)} pictures could not be moved to the system’s trash. They are still in Reseed’s trash.`,
  },
};
