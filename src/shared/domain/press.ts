import { z } from 'zod';

/**
 * Names one press of something that can spend money. The page makes it when the button goes down and sends it along each time
 * it delivers the call, so that any number of deliveries are one run.
 */
export const PressId = z.uuid();
export type PressId = z.infer<typeof PressId>;
