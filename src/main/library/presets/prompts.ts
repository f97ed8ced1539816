import type { UsedPrompt } from '@shared/domain/preset.ts';
import { Failure } from '@shared/errors.ts';
import { type ReadDb, statement } from '../database/db.ts';
import type { Change } from '../journal/journal-change.ts';
import { messageBytes } from '../message-size.ts';

/** Newest first. */
export const NEWEST_PROMPTS_SQL =
  'SELECT last_edit, id, key FROM prompts WHERE forgotten = 0 ORDER BY last_edit DESC LIMIT ?';
/** Those that begin so, in no order that matters. */
export const BEGINNING_SQL =
  'SELECT last_edit, id FROM prompts WHERE forgotten = 0 AND key >= ? AND key < ? LIMIT ?';
export const PROMPT_BY_ID_SQL = 'SELECT id, prompt, uses, kept FROM prompts WHERE id = ?';
export const PROMPT_ID_SQL = 'SELECT id FROM prompts WHERE prompt = ? AND forgotten = 0';

/** Prompts of one beginning that are looked at. When there are more, the newest come from the newest of all prompts. */
const BEGIN_MAX = 300;
const NEWEST_MAX = 1_000;
/** Bytes of one answer: an IPC message stays under 64 KB. */
const BYTES_MAX = 58_000;
/** What comes after all texts that begin so: keys are compared by their bytes. */
const LAST = '\u{10ffff}';
/** Characters of a prompt that its key has. */
const KEY_LENGTH = 100;

interface Row {
  readonly last_edit: number;
  readonly id: number;
}

/**
 * Prompts that begin so, each once, newest first; all for an empty beginning. Looks at a bounded number of rows: of a
 * beginning that more than three hundred prompts share, those are found that are among the newest thousand of all,
 * and then any.
 */
export function promptsBeginning(db: ReadDb, beginning: string, limit: number): UsedPrompt[] {
  const text = beginning.trimStart();
  const ids = text === '' ? newest(db, limit).map(({ id }) => id) : idsBeginning(db, text);
  const found: UsedPrompt[] = [];
  let bytes = 0;
  for (const id of ids) {
    const prompt = statement(db, PROMPT_BY_ID_SQL).get(id) as UsedPrompt;
    if (!prompt.prompt.toLowerCase().startsWith(text.toLowerCase())) continue;
    bytes += messageBytes(prompt);
    if (found.length > 0 && bytes > BYTES_MAX) break;
    if (found.push(prompt) === limit) break;
  }
  return found;
}

function newest(db: ReadDb, limit: number): (Row & { readonly key: string })[] {
  return statement(db, NEWEST_PROMPTS_SQL).all(limit) as (Row & { key: string })[];
}

/** The newest first. */
function idsBeginning(db: ReadDb, text: string): number[] {
  const keys = keysOf(text);
  const found = new Map<number, number>();
  let more = false;
  for (const key of keys) {
    const rows = statement(db, BEGINNING_SQL).all(key, key + LAST, BEGIN_MAX) as Row[];
    for (const row of rows) found.set(row.id, row.last_edit);
    more ||= rows.length === BEGIN_MAX;
  }
  if (more)
    for (const row of newest(db, NEWEST_MAX))
      if (keys.some((key) => row.key.startsWith(key))) found.set(row.id, row.last_edit);
  return [...found].sort(([, a], [, b]) => b - a).map(([id]) => id);
}

/**
 * The keys that a beginning may have. SQLite lowers A to Z and nothing else, so a first letter such as Ö is tried both ways; inside a
 * text it is hardly ever written otherwise.
 */
function keysOf(text: string): string[] {
  const letters = [...text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())].slice(0, KEY_LENGTH);
  const [first = '', ...rest] = letters;
  const firsts = /[a-z]/.test(first) ? [first] : [first, first.toLowerCase(), first.toUpperCase()];
  return [...new Set(firsts)].map((letter) => letter + rest.join(''));
}

/** The prompt is offered no more. Throws `not-found`. */
export function forgetPrompt(db: ReadDb, prompt: string): Change {
  const id = statement(db, PROMPT_ID_SQL).pluck().get(prompt);
  if (typeof id !== 'number') throw new Failure('not-found');
  return { prompt: id, before: false, after: true };
}
