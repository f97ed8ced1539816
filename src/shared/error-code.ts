import { z } from 'zod';

/** Every way a call or a run can fail. Callers switch over these. Error text is never read. */
export const ErrorCode = z.enum([
  'bad-request',
  'not-allowed',
  'not-found',
  'internal',
  // a code that a newer version has stored
  'unknown',
  'disk-full',
  'disk-failed',
  // the library cannot be opened, or no longer be used
  'library-newer',
  'library-damaged',
  'library-missing',
  'library-locked',
  'library-read-only',
  'library-gone',
  // a folder that files are saved into
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
  // a picture that is made into another format
  'format-too-small',
  // a result that is not put back into its source
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
