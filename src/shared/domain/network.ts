import { z } from 'zod';

/** Whether the service can be reached, as far as is known, and how many paid runs wait for it. */
export const Network = z.strictObject({ online: z.boolean(), waiting: z.int().nonnegative() });
export type Network = z.infer<typeof Network>;
