import { PRACTICE } from '@shared/domain/engine-catalog.ts';
import type { Recipe } from '@shared/domain/export.ts';
import { localTime } from '@shared/local-day.ts';
import type { ExportFacts } from '../library/images/export-facts.ts';
import { practiceNote } from './export-text.ts';

/** Returns the recipe of a picture for the file next to it. */
export function recipeOf({ image, rating, edit, finished, merged }: ExportFacts): Recipe {
  const { name, sha256, width, height, mime, origin, createdAt } = image;
  return {
    reseed: 'recipe',
    version: 1,
    picture: { name, sha256, width, height, mime },
    origin,
    added: localTime(createdAt),
    rating,
    edit: edit && {
      engine: edit.request.engine,
      model: edit.request.model,
      note: edit.request.engine === PRACTICE ? practiceNote() : null,
      prompt: edit.request.prompt,
      seed: edit.request.seed,
      params: edit.request.params,
      prepare: edit.prepare,
      finish: edit.finish,
      source: edit.source,
      ...(edit.references.length > 0 && { references: [...edit.references] }),
      at: localTime(edit.at),
    },
    finished,
    merged,
  };
}
