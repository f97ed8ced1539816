import { z } from 'zod';
import { ErrorCode } from '../errors.ts';
import { BackupFound } from './backup.ts';
import { Language } from './language.ts';
import { Settings } from './settings.ts';

/** Why the library isn't open. */
export const LibraryProblem = ErrorCode.extract([
  'library-missing',
  'library-damaged',
  'library-newer',
  'library-locked',
  'library-in-use',
  'library-read-only',
  'library-gone',
  'library-of-other-user',
  'disk-full',
  'disk-failed',
  'internal',
]);
export type LibraryProblem = z.infer<typeof LibraryProblem>;

/** How a window looks, which it knows even if the library isn't open. */
export const Look = z.strictObject({
  language: Language,
  theme: Settings.shape.theme,
  density: Settings.shape.density,
});
export type Look = z.infer<typeof Look>;

/** What a window shows instead of the library. */
export const RescueState = Look.extend({
  /** Null: the library is open. */
  problem: LibraryProblem.nullable(),
  /** Progress of a rebuild. */
  rebuilding: z.strictObject({ done: z.int().nonnegative(), total: z.int().nonnegative() }).nullable(),
  /** The newest backup that can be restored. Null if there is none or none is needed. */
  backup: BackupFound.nullable(),
  /** Error of the last recovery attempt. */
  failure: ErrorCode.nullable(),
});
export type RescueState = z.infer<typeof RescueState>;
