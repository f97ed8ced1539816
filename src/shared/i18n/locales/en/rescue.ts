import type { LibraryProblem } from '../../../domain/rescue.ts';
import { common } from './common.ts';
import { counted, number } from './grammar.ts';

const editCount = (count: number) => counted(count, { one: '1 edit', other: `${number(count)} edits` });

const back =
  'Your pictures are still in the library folder. Rebuilding creates a new database from them. Names, edits, tags, and ratings come back from the files beside the pictures. If you have a copy of library.db, put it in the folder and choose “Try again” instead.';

/** Shown if the library isn't open or is damaged. */
export const rescue = {
  /** The name of the region. */
  title: 'Library problem',
  opening: 'Opening the library…',
  headings: {
    'library-missing': 'The library database is missing',
    'library-damaged': 'The library database is damaged',
    'library-newer': 'This library needs a newer version of Reseed',
    'library-locked': 'The library is in use by another program',
    'library-in-use': 'Reseed already has this library open',
    'library-read-only': 'The data folder is read-only',
    'library-gone': 'The library folder is missing',
    'library-of-other-user': 'The library belongs to another user',
    'disk-full': 'The disk is full',
    'disk-failed': 'The disk reports an error',
    internal: 'Reseed can’t open your library',
  } satisfies Record<LibraryProblem, string>,
  explanations: {
    'library-missing': back,
    'library-damaged': `${back} The damaged file is kept.`,
    'library-newer':
      'It was created by a newer version of Reseed. Update Reseed to open it. Nothing was changed.',
    'library-locked': 'Close that program or wait until it’s done, then try again. Nothing was changed.',
    'library-in-use':
      'Another Reseed uses the same library folder, on this computer or another one. Close it there, then try again. Nothing was changed.',
    'library-read-only':
      'Reseed can’t save anything there. Allow writing to the folder and try again, or choose another folder for this session. To use another folder permanently, set RESEED_USER_DATA.',
    'library-gone': 'Connect its disk or put the folder back, then try again.',
    'library-of-other-user':
      'Its files can be used only by the user of this computer who owns them. Ask them for access and try again, or choose another folder for a library of your own for this session. Nothing was changed.',
    'disk-full': 'Free up space, then try again. Nothing was changed.',
    'disk-failed': 'Check the disk, then try again. Nothing was changed.',
    internal: 'See the log in the data folder for details. Nothing was changed.',
  } satisfies Record<LibraryProblem, string>,
  restore: 'Restore newest backup',
  /** States the age of the backup that would be restored. */
  newestBackup: (time: string, pictures: number, edits: number) =>
    `The newest backup is from ${time}. It contains ${common.pictures(pictures)} and ${editCount(edits)}, with names, tags, and ratings. Edits made after that aren’t in it, but their pictures are still in the library folder and can be added again.`,
  rebuild: 'Rebuild from pictures',
  lookAgain: 'Try again',
  showFolder: 'Show folder',
  chooseFolder: 'Choose another folder…',
  quit: 'Quit',
  stillThere: 'The problem is still there.',
  rebuilding: (done: number, total: number) => `Rebuilding: ${number(done)} of ${number(total)}`,
  rebuildStarts: 'Rebuilding…',
  timeLeft: (seconds: number) =>
    seconds < 60 ? `About ${seconds} s left` : `About ${seconds / 60} min left`,
  rebuildOpens:
    'The library opens as soon as all entries are back. Pictures without entries are added while you work.',
  cancelRebuild: 'Cancel rebuild',
  rebuildLabel: 'Rebuilding the library',
  rebuildFailed: (why: string) => `Couldn’t rebuild the library. Nothing was changed. ${why}`,

  /** Problems while the library is open. */
  troubles: {
    'disk-full':
      'The disk is full. Free up space: Reseed can’t write its log, and soon it can’t save anything.',
    'log-unwritable': 'The log can’t be written. Everything else works.',
    'disk-slow': (seconds: number) =>
      counted(seconds, {
        one: 'The library’s disk is slow. Each save takes about 1 second, and Reseed has to wait for it.',
        other: `The library’s disk is slow. Each save takes about ${number(seconds)} seconds, and Reseed has to wait for it.`,
      }),
    'library-gone':
      'The library folder is missing. Nothing is saved until it’s back. Connect its disk or put the folder back.',
    'backup-no-room':
      'The library isn’t backed up because the disk is nearly full. Free up space. Earlier backups are kept.',
    'backup-failed':
      'The library couldn’t be backed up. Reseed tries again in 10 minutes. Earlier backups are kept.',
    strays: (count: number) =>
      counted(count, {
        one: '1 file in the library folder isn’t in the database. It may be a picture whose entry was lost.',
        other: `${number(count)} files in the library folder aren’t in the database. They may be pictures whose entries were lost.`,
      }),
    'pictures-damaged': (count: number) =>
      counted(count, {
        one: '1 picture file is missing or damaged. Check the library to see what can be repaired.',
        other: `${number(count)} picture files are missing or damaged. Check the library to see what can be repaired.`,
      }),
    'move-stopped': (to: string) =>
      `The move of the library to ${to} was interrupted. The library is still in its current folder, with everything in it.`,
    restored: (time: string) =>
      `Restored the backup from ${time}. Newer edits aren’t in it, even if they were charged. If their pictures are in the library folder, Reseed offers to add them in a moment.`,
    rebuilt: (taken: number) =>
      counted(taken, {
        one: 'Rebuilt the library: 1 picture is back.',
        other: `Rebuilt the library: ${number(taken)} pictures are back.`,
      }),
    refused: (count: number) =>
      counted(count, {
        one: '1 file isn’t a readable picture and stays in the folder.',
        other: `${number(count)} files aren’t readable pictures and stay in the folder.`,
      }),
  },
  /** Shown while the library is in use. */
  adding: (done: number, total: number) =>
    `Adding pictures from the library folder: ${number(done)} of ${number(total)}`,
  addingLabel: 'Adding pictures from the library folder',
  takeStrays: 'Add to library',
  leaveStrays: 'Leave in folder',
  straysTaken: (count: number) =>
    counted(count, { one: 'Added 1 picture', other: `Added ${number(count)} pictures` }),
};
