import { z } from 'zod';

/**
 * Identifies one press of a control that can spend money. The page creates it on press and sends it with
 * every delivery of the call, so that repeated deliveries make one run.
 */
export const PressId = z.uuid();
export type PressId = z.infer<typeof PressId>;
