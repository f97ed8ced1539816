import { z } from 'zod';
import { capabilitiesOf } from './engine-catalog.ts';
import { Sha256 } from './image.ts';
import type { Model } from './model.ts';

/** Maximum number of reference pictures that any model may declare. */
export const REFERENCES_MAX = 32;

/** A picture that an edit sends beside its source, by the hash of its file when the edit was frozen. */
export const ReferencePicture = z.strictObject({ imageId: z.int().positive(), sha256: Sha256 });
export type ReferencePicture = z.infer<typeof ReferencePicture>;

/** The reference pictures of an edit in the user's order. */
export const References = z.array(ReferencePicture).max(REFERENCES_MAX);
export type References = z.infer<typeof References>;

/** The images of an edit's reference pictures in order. */
export function referenceIdsOf({ references }: { readonly references: References }): readonly number[] {
  return references.map(({ imageId }) => imageId);
}

/** Returns how many reference pictures a model takes besides the source. */
export function referenceLimit(model: Model): number {
  return capabilitiesOf(model).references;
}
