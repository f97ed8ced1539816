import { z } from 'zod';
import type { WriteDb } from '../database/db.ts';
import { row, rows, texts } from '../database/rows.ts';

const Violation = z.object({ table: z.string(), rowid: z.int().nullable(), fkid: z.int() });
type Violation = z.infer<typeof Violation>;
const Column = z.object({ from: z.string(), to: z.string().nullable(), parent: z.string() });

/** Maximum number of passes: a deleted row may have been referenced by others. */
const ROUNDS_MAX = 50;

/**
 * Takes out of a database what names records that are not there, where sidecars do not fit together: the name where it may be missing,
 * and else the row. The files stay, and their pictures are imported. Yields after each table.
 */
export function* dropDangling(db: WriteDb): Generator<void> {
  const tables = texts(db, `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'`);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const found: Violation[] = [];
    for (const table of tables) {
      found.push(
        ...rows(db, Violation, 'SELECT "table", rowid, fkid FROM pragma_foreign_key_check(?)', table),
      );
      yield;
    }
    if (found.length === 0) return;
    for (const { table, rowid, fkid } of found) {
      const sql = 'SELECT "from", "to", "table" AS parent FROM pragma_foreign_key_list(?) WHERE id = ?';
      const column = row(db, Column, sql, table, fkid);
      if (!column) continue;
      const { from, parent, to } = column;
      // A table without row ids holds links only.
      const these =
        rowid === null ? `"${from}" NOT IN (SELECT "${to ?? 'id'}" FROM "${parent}")` : `rowid = ${rowid}`;
      const isNeeded = row(
        db,
        z.object({ needed: z.int() }),
        'SELECT "notnull" AS needed FROM pragma_table_info(?) WHERE name = ?',
        table,
        from,
      );
      if (rowid !== null && isNeeded?.needed === 0)
        db.prepare(`UPDATE "${table}" SET "${from}" = NULL WHERE ${these}`).run();
      else db.prepare(`DELETE FROM "${table}" WHERE ${these}`).run();
    }
  }
  throw new Error('the sidecars do not fit together');
}
