import { z } from 'zod';

/** What the Help window opens at: the index of the guides, or the list of changes. */
export const HelpTopic = z.enum(['guides', 'changes']);
export type HelpTopic = z.infer<typeof HelpTopic>;
