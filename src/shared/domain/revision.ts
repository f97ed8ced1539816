import { z } from 'zod';

/**
 * The state of the library that a record was read in: it grows with every change of the database while the app runs. Of two
 * versions of one record, the one with the higher revision is newer, in whatever order they arrive; equal revisions are equal records.
 */
export const Revision = z.int().nonnegative();
