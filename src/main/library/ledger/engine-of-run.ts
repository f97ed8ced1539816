import { EngineId } from '@shared/domain/model.ts';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import type { ReadDb } from '../database/db.ts';
import { row } from '../database/rows.ts';

const EngineRow = z.object({ engine: EngineId });

/** Throws `not-found` if there is no such run. */
export function engineOfRun(db: ReadDb, runId: number): EngineId {
  const found = row(db, EngineRow, 'SELECT engine FROM runs WHERE id = ?', runId);
  if (!found) throw new Failure('not-found', { reason: 'run-gone' });
  return found.engine;
}
