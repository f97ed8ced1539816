import { z } from 'zod';

/** A model file that is not used, and why. */
export const ModelRefusal = z.strictObject({
  file: z.string().max(300),
  /** From 1. Null: the file as a whole. */
  line: z.int().positive().nullable(),
  reason: z.enum([
    'unreadable',
    'too-large',
    'not-json',
    'wrong-field',
    'wrong-default',
    'key-taken',
    'unknown-engine',
    'id-taken',
  ]),
  /** Path of the field, such as `params.2.min`. Empty for the whole file. */
  field: z.string().max(300),
});
export type ModelRefusal = Readonly<z.infer<typeof ModelRefusal>>;
