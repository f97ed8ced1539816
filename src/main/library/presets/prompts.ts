import { UsedPrompt } from '@shared/domain/preset.ts';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import type { ReadDb } from '../database/db.ts';
import { number, row, rows } from '../database/rows.ts';
import type { Change } from '../journal/journal-change.ts';
import { messageBytes } from '../message-size.ts';

/** Newest first. */
export const NEWEST_PROMPTS_SQL =
  'SELECT last_edit, id, key FROM prompts WHERE forgotten = 0 ORDER BY last_edit DESC LIMIT ?';
/** Prompts with this prefix, unordered. */
export const BEGINNING_SQL =
  'SELECT last_edit, id FROM prompts WHERE forgotten = 0 AND key >= ? AND key < ? LIMIT ?';
export const PROMPT_BY_ID_SQL = 'SELECT id, prompt, uses, kept FROM prompts WHERE id = ?';
export const PROMPT_ID_SQL = 'SELECT id FROM prompts WHERE prompt = ? AND forgotten = 0';

/**
 * Maximum number of prompts with one prefix to consider. If there are more, the newest are taken from the
 * newest prompts overall.
 */
const BEGIN_MAX = 300;
const NEWEST_MAX = 1_000;
/** Maximum size of an answer, to keep an IPC message below 64 KB. */
const BYTES_MAX = 58_000;
/** Sorts after all texts with the same prefix, since keys are compared bytewise. */
const LAST = '\u{10ffff}';
/** Number of a prompt's characters in its key. */
const KEY_LENGTH = 100;

const PromptKey = z.object({ last_edit: z.number(), id: z.int() });
const NewestPrompt = PromptKey.extend({ key: z.string() });

/**
 * Returns distinct prompts with this prefix, newest first, or all for an empty prefix. Reads a bounded number
 * of rows: if more than three hundred prompts share the prefix, it returns those among the newest thousand
 * overall, then any others.
 */
export function promptsBeginning(db: ReadDb, beginning: string, limit: number): UsedPrompt[] {
  const text = beginning.trimStart();
  const ids = text === '' ? newest(db, limit + 1).map(({ id }) => id) : idsBeginning(db, text);
  const found: UsedPrompt[] = [];
  let bytes = 0;
  for (const id of ids) {
    const prompt = row(db, UsedPrompt, PROMPT_BY_ID_SQL, id);
    // Edits of models without a prompt have none to suggest.
    if (!prompt || prompt.prompt === '') continue;
    if (!prompt.prompt.toLowerCase().startsWith(text.toLowerCase())) continue;
    bytes += messageBytes(prompt);
    if (found.length > 0 && bytes > BYTES_MAX) break;
    if (found.push(prompt) === limit) break;
  }
  return found;
}

function newest(db: ReadDb, limit: number): z.output<typeof NewestPrompt>[] {
  return rows(db, NewestPrompt, NEWEST_PROMPTS_SQL, limit);
}

/** Newest first. */
function idsBeginning(db: ReadDb, text: string): number[] {
  const keys = keysOf(text);
  const found = new Map<number, number>();
  let more = false;
  for (const key of keys) {
    const matching = rows(db, PromptKey, BEGINNING_SQL, key, key + LAST, BEGIN_MAX);
    for (const { id, last_edit } of matching) found.set(id, last_edit);
    more ||= matching.length === BEGIN_MAX;
  }
  if (more)
    for (const { id, key, last_edit } of newest(db, NEWEST_MAX))
      if (keys.some((beginning) => key.startsWith(beginning))) found.set(id, last_edit);
  return [...found].sort(([, a], [, b]) => b - a).map(([id]) => id);
}

/**
 * Returns the possible keys of a prefix. SQLite lowercases only A to Z, so a first letter such as Ö is tried
 * in both cases. Inside a text, uppercase is rare.
 */
function keysOf(text: string): string[] {
  const letters = [...text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())].slice(0, KEY_LENGTH);
  const [first = '', ...rest] = letters;
  const firsts = /[a-z]/.test(first) ? [first] : [first, first.toLowerCase(), first.toUpperCase()];
  return [...new Set(firsts)].map((letter) => letter + rest.join(''));
}

/** Stops suggesting the prompt. Throws `not-found`. */
export function forgetPrompt(db: ReadDb, prompt: string): Change {
  const id = number(db, PROMPT_ID_SQL, prompt);
  if (id === null) throw new Failure('not-found');
  return { prompt: id, before: false, after: true };
}
