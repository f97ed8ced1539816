import type { ErrorCode } from '../../../errors.ts';
import { reasons } from './reasons.ts';
import { sentences } from './sentences.ts';

/** Advice for each code, shown after the cost. */
const advice: Partial<Record<ErrorCode, string>> = {
  moderated: 'Try a different prompt or picture.',
  'model-unsupported': 'Choose another one.',
};

export const errors = {
  sentences,
  reasons,
  advice,
  /** A server's message. */
  quote: (text: string) => `Message: “${text}”`,

  cannotOpen: 'Reseed can’t open your library',
  receiptTooLong: 'This receipt is too long to display.',

  /** Notices at start. */
  notices: {
    settings: (copy: string | null) =>
      copy === null
        ? 'The settings file is damaged. Settings that couldn’t be read were reset.'
        : `The settings file was damaged. Settings that couldn’t be read were reset. The damaged file is kept as ${copy}.`,
    capLost: 'The daily limit for paid edits was lost and is now 0. Set it again in Settings.',
    pauseLost: 'The queue is paused, in case it was paused before.',
    key: 'The saved API key can’t be read. Enter it again in Settings.',
    variable: (name: string) => `Ignored ${name}: its value isn’t valid.`,
    apiBase: 'Ignored RESEED_API_BASE: it must be an https address or an address on this computer.',
  },
};
