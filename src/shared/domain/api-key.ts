import { z } from 'zod';
import { EngineId } from './model.ts';

/** Status of the API key for windows: whether there is one, its last characters, and where it is stored. */
export const StoredKeyStatus = z.strictObject({
  present: z.boolean(),
  lastFour: z.string().max(4),
  /**
   * `session`: until the app closes. `file`: on disk without a keyring, as the user chose. `environment`, `descriptor`: passed in at
   * start, by a variable or through an open file.
   */
  kept: z.enum(['nowhere', 'environment', 'descriptor', 'keyring', 'session', 'file']),
});
export type StoredKeyStatus = z.infer<typeof StoredKeyStatus>;

/** The same with the engine that the key is for. */
export const ApiKeyStatus = StoredKeyStatus.extend({ engine: EngineId });
export type ApiKeyStatus = z.infer<typeof ApiKeyStatus>;

/** Whether the key was passed in at start. It can't be replaced or removed while the app runs. */
export function isGivenAtStart({ kept }: ApiKeyStatus): boolean {
  return kept === 'environment' || kept === 'descriptor';
}
