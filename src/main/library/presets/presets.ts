import { freeName, type NewPreset, PRESETS_MAX, type Preset, PresetContent } from '@shared/domain/preset.ts';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { jsonText, number, soundRows } from '../database/rows.ts';
import type { Change, NamedRow } from '../journal/journal-change.ts';
import { ensureNameIsFree, nextId, rowById, rowByName } from '../labels/labels.ts';
import { labelKey } from '../names.ts';

export const PRESETS_AFTER_SQL =
  'SELECT id, name, content, uses, used_at FROM presets WHERE id > ? ORDER BY id';

const PresetRow = z.object({
  id: z.int(),
  name: z.string(),
  content: jsonText(PresetContent),
  uses: z.int(),
  used_at: z.number().nullable(),
});

/** Presets after an id, in creation order. Those this version can't read are left out but stay. */
export function presetsAfter(db: ReadDb, after: number): Preset[] {
  const found = soundRows(db, PresetRow, PRESETS_AFTER_SQL, after);
  return found.map(({ used_at, ...preset }) => ({ ...preset, usedAt: used_at }));
}

/**
 * Call it inside the transaction that applies the change. Throws `bad-request` if the name is in use or there
 * are too many presets.
 */
export function newPreset(
  db: ReadDb,
  name: string,
  content: PresetContent,
): { readonly id: number; readonly change: Change } {
  ensureNameIsFree(db, 'presets', name, null);
  ensureRoom(db, 1);
  const id = nextId(db, 'presets');
  const row = { id, name, key: labelKey(name), content: JSON.stringify(content), uses: 0, used_at: null };
  return { id, change: { row: 'presets', before: null, after: row } };
}

/** Throws `bad-request` if `more` presets would exceed the maximum. */
export function ensureRoom(db: ReadDb, more: number): void {
  const count = number(db, 'SELECT count(*) FROM presets') ?? 0;
  if (count + more > PRESETS_MAX)
    throw new Failure('bad-request', { reason: 'too-many-presets', params: { max: PRESETS_MAX } });
}

/**
 * Adds an imported preset. A name in use gets a number. Call it inside the transaction that applies the
 * change.
 */
export function addedPreset(db: ReadDb, { name, content }: NewPreset): Change {
  const free = freeName(name, (one) => rowByName(db, 'presets', one) !== null);
  return newPreset(db, free, content).change;
}

/** Throws `not-found`, or `bad-request` if the name is in use. */
export function changePreset(
  db: ReadDb,
  id: number,
  to: { readonly name?: string | undefined; readonly content?: PresetContent | undefined },
): Change {
  const before = rowById(db, 'presets', id);
  const name = to.name ?? before.name;
  ensureNameIsFree(db, 'presets', name, id);
  const content = to.content ? JSON.stringify(to.content) : before.content;
  const after: NamedRow = { ...before, name, key: labelKey(name), content };
  return { row: 'presets', before, after };
}

/** Throws `not-found`. */
export function deletePreset(db: ReadDb, id: number): Change {
  return { row: 'presets', before: rowById(db, 'presets', id), after: null };
}

/** Counts that a preset was applied. Not undoable. */
export function presetUsed(db: WriteDb, id: number, now: number): void {
  statement(db, 'UPDATE presets SET uses = uses + 1, used_at = ? WHERE id = ?').run(now, id);
}
