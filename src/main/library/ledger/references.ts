import type { EditRecord } from '@shared/domain/edit.ts';
import type { References } from '@shared/domain/reference.ts';
import { Failure } from '@shared/errors.ts';
import { type ReadDb, statement } from '../database/db.ts';
import { assertNotPurged, isPurged } from '../images/blobs.ts';

/** Returns the reference pictures of a new edit with the hashes of their files. Throws `Failure` (`not-found`). */
export function freezeReferences(db: ReadDb, imageIds: readonly number[]): References {
  const find = statement(db, 'SELECT sha256 FROM images WHERE id = ? AND deleted_at IS NULL').pluck();
  return imageIds.map((imageId) => {
    const sha256 = find.get(imageId);
    if (typeof sha256 !== 'string') throw new Failure('not-found', { reason: 'reference-gone' });
    return { imageId, sha256 };
  });
}

/** Throws `Failure` (`not-found`) if the file of a reference picture was permanently deleted. */
export function assertReferencesNotPurged(db: ReadDb, references: References): void {
  const at = references.findIndex(({ sha256 }) => isPurged(db, sha256));
  if (at >= 0) throw new Failure('not-found', { reason: 'reference-purged', params: { number: at + 1 } });
}

/** Throws `Failure` (`not-found`) if the source or a reference picture of an edit was permanently deleted. */
export function assertPicturesNotPurged(
  db: ReadDb,
  { sourceSha256, references }: Pick<EditRecord, 'sourceSha256' | 'references'>,
): void {
  assertNotPurged(db, sourceSha256);
  assertReferencesNotPurged(db, references);
}

/** Returns the column of an edit. */
export function referencesColumn(references: References): string | null {
  return references.length === 0 ? null : JSON.stringify(references);
}
