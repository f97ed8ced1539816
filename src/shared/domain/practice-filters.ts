import type { Model } from './model.ts';
import json from './practice-filters.json' with { type: 'json' };

/**
 * The built-in filters, with the parameters of FLUX.2 dev so that practice carries over. Not parsed here: a page
 * must not run a schema before it has set up zod. A test does it.
 */
export const PRACTICE_FILTERS = json as unknown as Model;
