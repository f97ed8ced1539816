import { z } from 'zod';

/** A notice to show at start. */
export const StartNotice = z.discriminatedUnion('kind', [
  /** Unreadable settings were reset. `copy` is the name of the damaged file's copy. */
  z.strictObject({ kind: z.literal('settings-damaged'), copy: z.string().nullable() }),
  /** Among them was the daily limit, which is now 0. */
  z.strictObject({ kind: z.literal('cap-lost') }),
  /** Among them was the paused queue, which is now paused. */
  z.strictObject({ kind: z.literal('pause-lost') }),
  z.strictObject({ kind: z.literal('key-damaged') }),
  /** An environment variable was ignored. */
  z.strictObject({ kind: z.literal('variable-unusable'), name: z.string() }),
  z.strictObject({ kind: z.literal('api-base-unsafe') }),
]);
export type StartNotice = z.infer<typeof StartNotice>;
