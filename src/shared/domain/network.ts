import { z } from 'zod';

/** Whether the service is reachable as far as known, and the number of paid runs waiting for it. */
export const Network = z.strictObject({ online: z.boolean(), waiting: z.int().nonnegative() });
export type Network = z.infer<typeof Network>;
