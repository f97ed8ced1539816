import { z } from 'zod';

/** Every way a call or a run can fail. Callers switch over these. Error text is never read. */
export const ErrorCode = z.enum([
  'bad-request',
  'not-allowed',
  'not-found',
  'internal',
  // a code stored by a newer version
  'unknown',
  'disk-full',
  'disk-failed',
  // the library can't be opened, or no longer be used
  'library-newer',
  'library-damaged',
  'library-missing',
  'library-locked',
  'library-in-use',
  'library-read-only',
  'library-gone',
  'library-of-other-user',
  // a folder for saved files
  'folder-gone',
  'folder-read-only',
  // a file that is not imported
  'file-empty',
  'file-too-large',
  'file-unreadable',
  'not-a-picture',
  'picture-damaged',
  'picture-too-large',
  'picture-timeout',
  'picture-unsupported',
  'raw-without-preview',
  'imaging-crashed',
  'import-cancelled',
  // conversion of an image
  'format-too-small',
  // an update that is not taken
  'update-refused',
  // putting a result back into its source
  'finish-failed',
  // a run
  'missing-key',
  'key-refused',
  'no-credits',
  'daily-cap',
  'moderated',
  'model-unsupported',
  'request-refused',
  'rate-limited',
  'offline',
  'service-unreachable',
  'service-down',
  'certificate',
  'proxy-login',
  'outcome-unknown',
  'result-missing',
  'result-refused',
  'interrupted',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;
