import { z } from 'zod';

/** All that a window learns of the API key: that there is one, its end, and where it is kept. */
export const ApiKeyStatus = z.strictObject({
  present: z.boolean(),
  lastFour: z.string().max(4),
  /** `session`: until the app is closed. `file`: on disk without a keyring, because the user said so. */
  kept: z.enum(['nowhere', 'environment', 'keyring', 'session', 'file']),
});
export type ApiKeyStatus = z.infer<typeof ApiKeyStatus>;
