import { z } from 'zod';

/**
 * Revision of the library when a record was read. It grows with every change of the database while the app
 * runs. Of two versions of a record, the one with the higher revision is newer, in any order of arrival.
 * Equal revisions are equal records.
 */
export const Revision = z.int().nonnegative();
