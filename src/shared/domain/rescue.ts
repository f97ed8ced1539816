import { z } from 'zod';
import { ErrorCode } from '../errors.ts';
import { BackupFound } from './backup.ts';
import { Language } from './language.ts';
import { Settings } from './settings.ts';

/** Why the library is not open. */
export const LibraryProblem = ErrorCode.extract([
  'library-missing',
  'library-damaged',
  'library-newer',
  'library-locked',
  'library-read-only',
  'library-gone',
  'disk-full',
  'disk-failed',
  'internal',
]);
export type LibraryProblem = z.infer<typeof LibraryProblem>;

/** What a window shows instead of the library, and what it has to know for it. */
export const RescueState = z.strictObject({
  /** Null: the library is open. */
  problem: LibraryProblem.nullable(),
  /** How far a rebuild is. */
  rebuilding: z.strictObject({ done: z.int().nonnegative(), total: z.int().nonnegative() }).nullable(),
  /** The newest backup that can be restored; null when there is none, or no need of one. */
  backup: BackupFound.nullable(),
  /** What stopped the last attempt to put it right. */
  failure: ErrorCode.nullable(),
  language: Language,
  theme: Settings.shape.theme,
});
export type RescueState = z.infer<typeof RescueState>;
