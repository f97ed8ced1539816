import { z } from 'zod';
import { catalogues, t } from './words/index.ts';

/** Every way a call or a run can fail. The renderer switches over these and never reads error text. */
export const ErrorCode = z.enum([
  'bad-request',
  'not-allowed',
  'not-found',
  'internal',
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
  // a file that is not taken in
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

/** An error as a value: what crosses every boundary. */
export const AppError = z.strictObject({
  code: ErrorCode,
  /** One plain sentence for the user: what happened and what to do. */
  message: z.string(),
  /** Field by field, when a form was filled in wrong. */
  fields: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
});
export type AppError = z.infer<typeof AppError>;

/** The sentence for a code in the language that is spoken; a caller that knows more gives its own. */
export function sentence(code: ErrorCode): string {
  return t.errors.sentences[code];
}

/** Whether words are no more than a code's own sentence, in whatever language they were written down. */
export function isPlainSentence(code: ErrorCode, words: string): boolean {
  return catalogues().some(({ errors }) => errors.sentences[code] === words);
}

export function appError(code: ErrorCode, message: string = sentence(code)): AppError {
  return { code, message };
}

/** An `AppError` on its way up the stack; turned into a value at the boundary. */
export class Failure extends Error {
  readonly code: ErrorCode;
  readonly fields: AppError['fields'];
  constructor(code: ErrorCode, message: string = sentence(code), fields?: AppError['fields']) {
    super(message);
    this.name = 'Failure';
    this.code = code;
    this.fields = fields;
  }
  toValue(): AppError {
    return this.fields
      ? { code: this.code, message: this.message, fields: this.fields }
      : { code: this.code, message: this.message };
  }
}
