import type { ErrorCode } from '../../errors.ts';
import { counted, number } from './grammar.ts';

const because = (cause: string, status: number) => (cause === '' ? ` (error ${status})` : `: ${cause}`);

export const errors = {
  /** One for each code: what happened and what to do. */
  sentences: {
    'bad-request': 'Something in this request does not fit.',
    'not-allowed': 'This call was refused.',
    'not-found': 'It is no longer in the library.',
    internal: 'Something went wrong inside Reseed. The log has the details.',
    'disk-full': 'The disk is full. Make room and try again.',
    'library-newer':
      'This library was written by a newer Reseed. Install the newest version; nothing was changed.',
    'library-damaged':
      'The library’s database is damaged. Nothing was changed; the pictures are still in the folder.',
    'disk-failed': 'The disk reports an error. Nothing was saved.',
    'library-missing': 'The library’s database is missing. The pictures are still in its folder.',
    'library-locked': 'The library is in use by another program.',
    'library-read-only': 'The library’s folder is read-only. Nothing was saved.',
    'library-gone':
      'The library’s folder is gone. Nothing is saved until it’s back; connect its disk, or put the folder back.',
    'folder-gone': 'The folder is not there any more. Choose another one.',
    'folder-read-only': 'The folder is on a disk that is read-only. Choose another one.',
    'file-empty': 'The file is empty.',
    'file-too-large': 'The file is too large.',
    'file-unreadable': 'The file cannot be read.',
    'not-a-picture':
      'Not a picture we can read. JPEG, PNG, WebP, AVIF, GIF, BMP, HEIC, TIFF and JPEG XL work, and the previews of camera raw files.',
    'picture-damaged': 'The picture is damaged or cut off.',
    'picture-too-large': 'The picture has more than 100 megapixels.',
    'picture-timeout': 'The picture took too long to read.',
    'picture-unsupported': 'Reseed can’t read this variant of the format.',
    'raw-without-preview': 'The raw file has no preview inside that could be shown.',
    'imaging-crashed': 'The picture made the decoder stop; it was not taken in.',
    'import-cancelled': 'Cancelled.',
    'format-too-small': 'The picture is longer than this format can hold. Nothing was saved.',
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
    'service-down': 'The service cannot take edits at the moment. Nothing was charged.',
    certificate:
      'The service’s certificate cannot be trusted, so nothing was sent. A proxy or a virus scanner may sit in between, or this machine’s clock may be wrong.',
    'proxy-login':
      'The proxy of this network asks for a name and a password (407). Nothing was sent to 1min.ai. Sign in to the proxy in the operating system’s settings, use one that asks for no login, or switch “Use the system’s proxy” off in Settings.',
    'outcome-unknown': 'It was sent and no answer came back. It may have been charged.',
    'result-missing': 'The edit was carried out, but its result could not be fetched.',
    'result-refused': 'The service sent something that is not a picture.',
    interrupted: 'Reseed was closed before this run was done.',
  } satisfies Record<ErrorCode, string>,

  /** What is wrong with a field of the form. */
  fields: {
    seed: (min: number, max: number) => `The seed is a whole number from ${min} to ${max}.`,
    noPrompt: 'Say in a few words what should change.',
    promptTooLong: (max: number) => `The prompt is longer than ${max} characters.`,
    number: (label: string, min: number, max: number) => `${label} is a number from ${min} to ${max}.`,
    integer: (label: string, min: number, max: number) => `${label} is a whole number from ${min} to ${max}.`,
    range: (label: string, min: number, max: number) => `${label} goes from ${min} to ${max}.`,
    choice: (label: string, choices: string) => `${label} is one of ${choices}.`,
    onOff: (label: string) => `${label} is on or off.`,
    unknownParam: (model: string, name: string) => `${model} has no setting named ${name}.`,
    noEngine: (engine: string) => `The engine ${engine} is not available.`,
    notItsModel: (model: string, engine: string) => `${model} is not a model of ${engine}.`,
    nameTaken: 'This name is taken.',
  },

  /** The library and its rows. */
  library: {
    cannotOpen: 'Reseed cannot open its library',
    pictureGone: 'This picture is no longer in the library.',
    editGone: 'This edit is no longer in the library.',
    runGone: 'This run is no longer in the library.',
    sourceMissing: 'The source picture’s file is missing from the library’s folder.',
    taken: (name: string) => `“${name}” is there already.`,
    listChanged: 'The list has changed. Select the pictures again.',
    stepDamaged: 'This step is damaged in the library and cannot be undone.',
    damaged: (what: string, detail: string) =>
      `${what} is damaged in the library and cannot be read${detail}.`,
    edit: (id: number) => `Edit ${id}`,
    run: (id: number) => `Run ${id}`,
    verdictOn: (id: number) => `The verdict on picture ${id}`,
    receiptOf: (id: number) => `The receipt of run ${id}`,
    receiptTooLong: 'This receipt is too long to be shown.',
  },

  /** Files of the user's. */
  files: {
    tooLarge: (megabytes: number) => `The file is larger than ${number(megabytes)} MB.`,
    notOrdinary: 'It is not an ordinary file.',
    gone: 'The file is no longer there.',
    noPermission: 'The file may not be read: permission is missing.',
    linkCircle: 'It is a link that leads back to itself.',
    nameTooLong: 'The name is too long for this disk.',
    insideFile: 'Its path leads through a file, not a folder.',
    mayNotWrite: 'You may not write into this folder. Choose another one.',
    pictureMissing: 'The picture’s file is missing from the library’s folder, or cannot be read.',
    cannotBeMade: (format: string) => `Reseed cannot make ${format}. Save the picture as PNG, JPEG or WebP.`,
    notWritten: (name: string) => `${name} could not be written there. Pick another folder.`,
    /** `format` holds no edge longer than `max` pixels; `others` hold more. */
    edgeTooLong: (format: string, max: number, others: readonly string[]) =>
      `${format} holds at most ${number(max)} pixels along an edge, and this picture is longer. Choose ${[...others, 'a smaller longest edge'].join(' or ')}. Nothing was saved.`,
    diskFullNothingSaved: 'The disk is full. Nothing was saved.',
  },

  /** Runs and the queue. */
  runs: {
    otherPress: 'The same press asked for something else before. Nothing was sent; press again.',
    queuedAlready: 'This edit is in the queue already.',
    doneAlready: 'This edit has its result already. Use Re-run to make it again.',
    onlyWaiting: 'Only a waiting run can be moved in the queue.',
    beforeGone: 'The run to go before is no longer in the queue.',
    known: 'It is known how this run ended: there is nothing to check or set aside.',
    cannotAsk: 'This engine cannot be asked about its runs.',
    noNumber:
      'The service gave no number for this run, so it cannot be asked about it. Look at the account’s history at 1min.ai, then run it again or set it aside.',
    cancelledAfterSending: 'It was cancelled after it had been sent. It may have been charged.',
    noPicture: 'The engine gave no picture.',
    notAPicture: (cause: string) => `The engine gave something that is no picture: ${cause}`,
    capZero: 'Paid runs are switched off: their cap is 0 a day. Raise it in Settings.',
    capReached: (cap: number) =>
      `Today’s cap of ${counted(cap, { one: '1 paid run', other: `${number(cap)} paid runs` })} is reached. Raise it in Settings, or go on tomorrow.`,
  },

  /** The API key. */
  key: {
    /** What is wrong with a key as it was pasted. */
    pasted: {
      empty: 'There is no key in what was pasted. Copy it at 1min.ai again.',
      spaces: 'There is a space or a line break inside this key. Copy it at 1min.ai again, as one piece.',
      notAKey: (sign: string) => `This is not an API key: it contains “${sign}”. Copy it at 1min.ai again.`,
      'too-long': 'This is longer than any API key. Copy only the key at 1min.ai.',
    },
    cannotBeOpened: 'The stored API key cannot be opened on this machine. Enter it again in Settings.',
    fromEnvironment: 'The key comes from RESEED_API_KEY. Start Reseed without it to use another.',
    offline: 'There is no network, so the key could not be tested.',
    unreachable: 'The service cannot be reached, so the key could not be tested.',
  },

  /** What the service answered, or did not. `cause` is in its own words, and may be empty. */
  service: {
    errorAfterSending: (status: number) =>
      `The service answered with error ${status} after the edit was sent. It may have been charged.`,
    foundWrong: (fields: string) =>
      `The service found the request wrong${fields && `: ${fields}`}. Nothing was charged.`,
    refusedEdit: (cause: string, status: number) =>
      `The service refused this edit${because(cause, status)}. Whether it was charged is not known.`,
    refusedPicture: (cause: string, status: number) =>
      `The service refused the picture${because(cause, status)}. Nothing was charged.`,
    couldNotTake: (status: number) =>
      `The service could not take the picture (error ${status}). Nothing was charged.`,
    couldNotCarryOut: (cause: string) =>
      `The service could not carry out this edit${cause && `: ${cause}`}. Whether it was charged is not known.`,
    moderated: (cause: string) =>
      `The service’s safety filter stopped this edit${cause && ` (${cause})`}. Try other words or another picture.`,
    tooLarge: 'The picture is too large for the service: 50 MB at most. Nothing was charged.',
    tryLater: 'The service asks to try again later.',
    credits: (needed: string, present: string) =>
      `There are not enough credits: this edit needs ${needed} and the account has ${present}. Nothing was charged.`,
    noAnswer: 'The edit was sent and no answer came in five minutes. It may have been charged.',
    brokeOff: 'The connection broke while the picture was sent. Nothing was charged.',
    moved: 'The service has moved. The edit was not sent on; nothing was charged.',
    stopped: 'It was stopped after it had been sent. It may have been charged.',
    unreadable: 'The service’s answer could not be read. The edit may have been charged.',
    noPath: 'The service took the picture but did not say where it is. Nothing was charged.',
    noResult: 'The service says the edit is done but names no result.',
    diskFull: 'The edit is done, but the disk is full. Make room: its result is fetched by itself.',
    unknownNow: 'The service took the edit and now knows nothing of it. It may have been charged.',
    notFinished:
      'The service took the edit and has not finished it in five minutes. It has probably been charged.',
    fetchedLater: 'The service took the edit. Its result is fetched as soon as the service can be reached.',
    keyRefused:
      'The API key was refused, so the result of this edit waits at 1min.ai. Put a good key in Settings and it is fetched.',
    keyMissing:
      'There is no API key, so the result of this edit waits at 1min.ai. Put the key in Settings and it is fetched.',
    noId: 'The service took the edit but gave no id to ask for it by.',
    uploadExpired: 'The uploaded picture had expired; it is uploaded again.',
  },

  /** Files of the data folder that were damaged when the app started. */
  damaged: {
    settings: (copy: string | null) =>
      copy === null
        ? 'The settings file is damaged. Settings that couldn’t be read were reset.'
        : `The settings file was damaged. Settings that couldn’t be read were reset; the damaged file is kept as ${copy}.`,
    capLost: 'The daily cap on paid edits is lost and now 0: set it again in Settings.',
    pauseLost: 'The queue is paused, in case it was.',
    key: 'The stored API key can’t be read. Enter it again in Settings.',
  },

  /** Variables of the environment that were ignored. */
  environment: {
    unusable: (name: string) => `${name} is set to something Reseed cannot use, and was ignored.`,
    baseNotSafe: 'RESEED_API_BASE must be https, or an address on this machine; it was ignored.',
  },
};
