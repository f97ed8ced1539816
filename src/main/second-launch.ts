import { AppLink } from '@shared/domain/app-link.ts';
import { z } from 'zod';
import type { Launch } from './launch-files.ts';

/** The maximum length on a command line: one file too many or too long must not lose the others. */
const PATH_MAX = 128 * 1024;
const FILES_MAX = 1_000_000;

/** Arguments that a second instance passes to the first. */
export const SecondLaunch = z.strictObject({
  files: z.array(z.string().max(PATH_MAX)).max(FILES_MAX),
  link: AppLink.nullable(),
}) satisfies z.ZodType<Launch>;
