import { z } from 'zod';

/** Every way a call or a run can fail. The renderer switches over these and never reads error text. */
export const ErrorCode = z.enum([
  'bad-request',
  'not-allowed',
  'not-found',
  'internal',
  'disk-full',
  'library-newer',
  'library-damaged',
  // a file that is not taken in
  'file-empty',
  'file-too-large',
  'file-unreadable',
  'not-a-picture',
  'picture-damaged',
  'picture-too-large',
  'picture-timeout',
  'imaging-crashed',
  'import-cancelled',
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

/** The sentence for each code; a caller that knows more gives its own. */
export const SENTENCES: Readonly<Record<ErrorCode, string>> = {
  'bad-request': 'Something in this request does not fit.',
  'not-allowed': 'This call was refused.',
  'not-found': 'It is no longer in the library.',
  internal: 'Something went wrong inside Reseed. The log has the details.',
  'disk-full': 'The disk is full. Make room and try again.',
  'library-newer':
    'This library was written by a newer Reseed. Install the newest version; nothing was changed.',
  'library-damaged':
    'The library’s database is damaged. Nothing was changed; the pictures are still in the folder.',
  'file-empty': 'The file is empty.',
  'file-too-large': 'The file is larger than 50 MB.',
  'file-unreadable': 'The file cannot be read.',
  'not-a-picture': 'Not a picture we can read. JPEG, PNG, WebP, AVIF, GIF and BMP work.',
  'picture-damaged': 'The picture is damaged or cut off.',
  'picture-too-large': 'The picture has more than 100 megapixels.',
  'picture-timeout': 'The picture took longer than 10 seconds to read.',
  'imaging-crashed': 'The picture made the decoder stop; it was not taken in.',
  'import-cancelled': 'Cancelled.',
  'missing-key': 'There is no API key yet. Add one in Settings.',
  'key-refused': 'The API key was refused. Check it in Settings.',
  'no-credits': 'There are not enough credits on the account.',
  'daily-cap': 'The cap on paid runs for today is reached. It can be changed in Settings.',
  moderated: 'The service’s safety filter stopped this edit. Try other words or another picture.',
  'model-unsupported': 'The service no longer offers this model.',
  'request-refused': 'The service refused this edit.',
  'rate-limited': 'Too many requests; the run waits and goes on by itself.',
  offline: 'There is no network. The run waits and starts by itself.',
  'service-unreachable': 'The service cannot be reached. Nothing was sent.',
  'outcome-unknown': 'It was sent and no answer came back. It may have been charged.',
  'result-missing': 'The edit was carried out, but its result could not be fetched.',
  'result-refused': 'The service sent something that is not a picture.',
  interrupted: 'Reseed was closed before this run was done.',
};

export function appError(code: ErrorCode, message: string = SENTENCES[code]): AppError {
  return { code, message };
}

/** An `AppError` on its way up the stack; turned into a value at the boundary. */
export class Failure extends Error {
  readonly code: ErrorCode;
  readonly fields: AppError['fields'];
  constructor(code: ErrorCode, message: string = SENTENCES[code], fields?: AppError['fields']) {
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
