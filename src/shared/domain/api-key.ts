import { z } from 'zod';

/** Status of the API key for windows: whether there is one, its last characters, and where it is stored. */
export const ApiKeyStatus = z.strictObject({
  present: z.boolean(),
  lastFour: z.string().max(4),
  /** `session`: until the app closes. `file`: on disk without a keyring, as the user chose. */
  kept: z.enum(['nowhere', 'environment', 'keyring', 'session', 'file']),
});
export type ApiKeyStatus = z.infer<typeof ApiKeyStatus>;
