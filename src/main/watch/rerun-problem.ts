import { findModel } from '@shared/domain/engine-catalog.ts';
import { missingModel } from '@shared/domain/missing-model.ts';
import { Failure } from '@shared/errors.ts';
import type { ReadDb } from '../library/database/db.ts';
import { editById } from '../library/ledger/edits.ts';
import { assertPicturesNotPurged } from '../library/ledger/references.ts';
import { assertTakesReferences } from '../queue/takes-references.ts';

/** Returns why an edit can't be re-run until the user changes something, or null. */
export function rerunProblem(db: ReadDb, editId: number): Failure | null {
  try {
    const edit = editById(db, editId);
    const { request, references } = edit;
    if (!findModel(request.engine, request.model)) return missingModel(request);
    assertTakesReferences(request, references.length);
    assertPicturesNotPurged(db, edit);
    return null;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
