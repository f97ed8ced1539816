import type { LibraryProblem } from '../../domain/rescue.ts';
import { counted, number } from './grammar.ts';

const back =
  'Your pictures are still in its folder. Rebuild makes a new database from them: every picture comes back, but without its name, edits, tags and ratings. If you have a copy of library.db, put it into the folder and choose “Look again” instead.';

/** What is shown when the library is not open, or not whole. */
export const rescue = {
  /** The name of the region. */
  title: 'Library problem',
  opening: 'Opening the library…',
  headings: {
    'library-missing': 'The library’s database is missing',
    'library-damaged': 'The library’s database is damaged',
    'library-newer': 'This library needs a newer Reseed',
    'library-locked': 'The library is in use by another program',
    'library-read-only': 'The data folder is read-only',
    'library-gone': 'The library’s folder is gone',
    'disk-full': 'The disk is full',
    'disk-failed': 'The disk reports an error',
    internal: 'Reseed cannot open its library',
  } satisfies Record<LibraryProblem, string>,
  explanations: {
    'library-missing': back,
    'library-damaged': `${back} The damaged file is kept.`,
    'library-newer': 'A newer version wrote it. Install the newest Reseed. Nothing was changed.',
    'library-locked': 'Close that program, or wait until it’s done, then look again. Nothing was changed.',
    'library-read-only':
      'Reseed can’t save anything there. Allow writing to the folder and look again, or choose another folder for this session. To keep another one, set RESEED_USER_DATA.',
    'library-gone': 'Connect its disk, or put the folder back, then look again.',
    'disk-full': 'Make room, then look again. Nothing was changed.',
    'disk-failed': 'Check the disk, then look again. Nothing was changed.',
    internal: 'The log in the data folder has the details. Nothing was changed.',
  } satisfies Record<LibraryProblem, string>,
  rebuild: 'Rebuild from the pictures',
  lookAgain: 'Look again',
  showFolder: 'Show the folder',
  chooseFolder: 'Choose another folder',
  quit: 'Quit',
  stillThere: 'Still the same.',
  rebuilding: (done: number, total: number) => `Rebuilding: ${number(done)} of ${number(total)}`,
  rebuildStarts: 'Rebuilding…',
  rebuildLabel: 'Rebuilding the library',
  rebuildFailed: (why: string) => `The rebuild stopped, and nothing was changed. ${why}`,

  /** What is wrong while the library is open. */
  troubles: {
    'disk-full': 'The disk is full. Make room: the log is no longer written, and soon nothing can be saved.',
    'log-unwritable': 'The log can’t be written. Everything else works.',
    'disk-slow': (seconds: number) =>
      counted(seconds, {
        one: 'The library’s disk is slow: each save takes about 1 second, and Reseed waits for it.',
        other: `The library’s disk is slow: each save takes about ${number(seconds)} seconds, and Reseed waits for it.`,
      }),
    'library-gone':
      'The library’s folder is gone. Nothing is saved until it’s back: connect its disk, or put the folder back.',
    strays: (count: number) =>
      counted(count, {
        one: '1 file in the library’s folder has no entry in the database. It may be a picture whose entry was lost.',
        other: `${number(count)} files in the library’s folder have no entry in the database. They may be pictures whose entries were lost.`,
      }),
    rebuilt: (taken: number) =>
      counted(taken, {
        one: 'The library was rebuilt: 1 picture is back.',
        other: `The library was rebuilt: ${number(taken)} pictures are back.`,
      }),
    refused: (count: number) =>
      counted(count, {
        one: '1 file could not be read as a picture and stays in the folder.',
        other: `${number(count)} files could not be read as pictures and stay in the folder.`,
      }),
  },
  takeStrays: 'Add to the library',
  leaveStrays: 'Leave them there',
  straysTaken: (count: number) =>
    counted(count, { one: '1 picture added', other: `${number(count)} pictures added` }),
};
