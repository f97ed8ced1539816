import { z } from 'zod';

/** Something that the user has to know at start. */
export const StartNotice = z.discriminatedUnion('kind', [
  /** Settings that could not be read were reset; `copy` is the name under which the damaged file is kept. */
  z.strictObject({ kind: z.literal('settings-damaged'), copy: z.string().nullable() }),
  /** The daily limit was among them, and is 0 now. */
  z.strictObject({ kind: z.literal('cap-lost') }),
  /** The paused queue was among them, and is paused now. */
  z.strictObject({ kind: z.literal('pause-lost') }),
  z.strictObject({ kind: z.literal('key-damaged') }),
  /** A variable of the environment was ignored. */
  z.strictObject({ kind: z.literal('variable-unusable'), name: z.string() }),
  z.strictObject({ kind: z.literal('api-base-unsafe') }),
]);
export type StartNotice = z.infer<typeof StartNotice>;
