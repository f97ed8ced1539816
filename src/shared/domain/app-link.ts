import { z } from 'zod';

/** Target of a `reseed:` link: an image or edit of the open library. */
export const AppLink = z.strictObject({ kind: z.enum(['image', 'edit']), id: z.int().positive() });
export type AppLink = z.infer<typeof AppLink>;
