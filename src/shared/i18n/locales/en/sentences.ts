import type { ErrorCode } from '../../../errors.ts';

/** What happened, for each code. */
export const sentences: Readonly<Record<ErrorCode, string>> = {
  'bad-request': 'Something in this request isn’t valid. Check the values and try again.',
  'not-allowed': 'This action isn’t allowed.',
  'not-found': 'This item is no longer in the library.',
  internal: 'Something went wrong in Reseed. See the log for details.',
  unknown: 'An unknown problem, noted by a newer version of Reseed.',
  'disk-full': 'The disk is full. Free up space and try again.',
  'disk-failed': 'The disk reports an error. Nothing was saved.',
  'library-newer':
    'This library was created by a newer version of Reseed. Update Reseed to open it. Nothing was changed.',
  'library-damaged':
    'The library database is damaged. Nothing was changed, and your pictures are still in the library folder.',
  'library-missing': 'The library database is missing. Your pictures are still in the library folder.',
  'library-locked': 'The library is in use by another program.',
  'library-in-use': 'Another Reseed has this library open.',
  'library-read-only': 'The library folder is read-only. Nothing was saved.',
  'library-of-other-user': 'The library belongs to another user of this computer.',
  'library-gone':
    'The library folder is missing, and nothing can be saved until it’s back. Connect its disk, or move the folder back.',
  'folder-gone': 'The folder no longer exists. Choose another one.',
  'folder-read-only': 'The folder is on a read-only disk. Choose another one.',
  'file-empty': 'The file is empty.',
  'file-too-large': 'The file is too large.',
  'file-unreadable': 'The file can’t be read.',
  'not-a-picture':
    'This file isn’t a supported picture. Use JPEG, PNG, WebP, AVIF, GIF, BMP, HEIC, TIFF, or JPEG XL, or a camera raw file with a preview.',
  'picture-damaged': 'The picture is damaged or incomplete.',
  'picture-too-large': 'The picture is larger than 100 megapixels.',
  'picture-timeout': 'The picture took too long to open.',
  'picture-unsupported': 'Reseed can’t read this variant of the format.',
  'raw-without-preview': 'The raw file contains no preview that could be shown.',
  'imaging-crashed': 'The picture crashed the decoder and wasn’t added.',
  'import-cancelled': 'Canceled.',
  'format-too-small': 'The picture is longer than this format can hold. Nothing was saved.',
  'finish-failed': 'The result couldn’t be put back into the original.',
  'update-refused': 'Reseed didn’t take this update. Nothing was installed.',
  'missing-key': 'No API key yet. Add one in Settings.',
  'key-refused': '1min.ai rejected the API key. Check it in Settings.',
  'no-credits': 'Your 1min.ai account doesn’t have enough credits.',
  'daily-cap': 'You’ve reached today’s limit for paid edits. You can change it in Settings.',
  moderated: '1min.ai’s safety filter blocked this edit.',
  'model-unsupported': '1min.ai no longer offers this model.',
  'request-refused': '1min.ai rejected this edit.',
  'rate-limited': 'Too many requests. Reseed will retry automatically.',
  offline: 'You’re offline. The edit will start when you’re back online.',
  'service-unreachable': 'Can’t reach 1min.ai. Nothing was sent.',
  'service-down': '1min.ai can’t accept edits at the moment.',
  certificate:
    '1min.ai’s security certificate isn’t trusted, so nothing was sent. A proxy or a virus scanner may be in between, or this computer’s clock may be wrong.',
  'proxy-login':
    'This network’s proxy asks for a name and a password (407). Nothing was sent to 1min.ai. Sign in to the proxy in the operating system’s settings, use one without a login, or turn off “Use system proxy” in Settings.',
  'outcome-unknown': 'The edit was sent, but no response was saved.',
  'result-missing': 'The edit finished, but its result couldn’t be downloaded.',
  'result-refused': '1min.ai returned something that isn’t a picture.',
  interrupted: 'Reseed was closed before this edit finished.',
};
