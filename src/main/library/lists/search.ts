import { PICTURE_SIGN, type WordTerm } from '@shared/domain/query.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { jsonText, numbers, row } from '../database/rows.ts';

/** A full-text query that is always well-formed. `excluding`: wanted are the pictures that do *not* match. */
export interface FtsQuery {
  readonly match: string;
  readonly excluding: boolean;
}

// Scripts written without spaces: each sign is a word of its own, so that any part of a text is found.
const SIGN = /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}]/gu;
/**
 * The first sign of the words that stand for tags: one for private use, which the tokenizer keeps. Tags are indexed by number,
 * so that renaming one touches no picture.
 */
const TAG_MARK = '\ue000';
const PRIVATE = /\p{Co}/gu;
/** The first sign of the words that stand for signs such as 🌸, which the tokenizer takes for spaces. */
const PICTURE_MARK = '\ue001';
const PICTURES = new RegExp(PICTURE_SIGN.source, 'gu');
/** A word that no text has. */
const NO_WORD = `${PICTURE_MARK}none`;
/** Beginnings of a word of up to so many signs have an index of their own; longer ones are turned into the words they begin. */
const PREFIX_INDEX = 3;
/** Most words that a beginning is turned into. */
const COMPLETIONS_MAX = 40;
/** Most tags whose name has a word that is searched for. */
const TAGS_MAX = 100;

export const NEXT_WORD_SQL = 'SELECT term FROM image_search_words WHERE term >= ? LIMIT 1';
export const TAGS_WITH_WORD_SQL = `SELECT rowid FROM image_search_tags WHERE image_search_tags MATCH ? LIMIT ${TAGS_MAX}`;

/** Tags of which a picture has to have one, or must have none. */
export interface TagTerm {
  readonly tags: readonly number[];
  readonly not: boolean;
}

/** Words, and tags when there are any, as one FTS5 query; null when there are none. */
export function ftsQuery(
  db: ReadDb,
  words: readonly WordTerm[],
  tags: readonly TagTerm[] = [],
): FtsQuery | null {
  const terms = [
    ...words.map((word) => ({ not: word.not, match: wordQuery(db, word) })),
    ...tags.map((term) => ({ not: term.not, match: tagQuery(term.tags) })),
  ];
  const wanted = terms.filter(({ not }) => !not).map(({ match }) => match);
  const none = terms.filter(({ not }) => not).map(({ match }) => match);
  if (none.length === 0)
    return wanted.length === 0 ? null : { match: wanted.join(' AND '), excluding: false };
  return wanted.length === 0
    ? { match: none.join(' OR '), excluding: true }
    : { match: `(${wanted.join(' AND ')}) NOT (${none.join(' OR ')})`, excluding: false };
}

function tagQuery(tags: readonly number[]): string {
  return `(tags : (${tags.map((tag) => `"${TAG_MARK}${tag}"`).join(' OR ')}))`;
}

function wordQuery(db: ReadDb, word: WordTerm): string {
  const text = searchable(word.text).replaceAll('"', ' ');
  if (!/[\p{L}\p{N}]/u.test(text)) return `("${NO_WORD}")`;
  const completed = word.beginning ? completions(db, word.text) : null;
  const plain = completed ? completed.map((each) => `"${each}"`).join(' OR ') : phrase(text, word.beginning);
  if (word.field !== null) return `(${word.field} : (${plain}))`;
  const tags = numbers(db, TAGS_WITH_WORD_SQL, phrase(text, word.beginning));
  return tags.length === 0 ? `(${plain})` : `(${plain} OR ${tagQuery(tags)})`;
}

function phrase(text: string, beginning: boolean): string {
  return `"${text}"${beginning ? '*' : ''}`;
}

/**
 * The words of the index that begin so. FTS5 gathers all places of all of them before it gives the first one, unless the beginning
 * is in its prefix index: 5 ms for a common word of a million prompts, where a list of whole words takes 0.1 ms.
 * Null for a text that is not one word, is short, or begins too many words; then FTS5's own way is right.
 */
function completions(db: ReadDb, text: string): string[] | null {
  const start = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (!/^[\p{L}\p{N}]+$/u.test(start) || [...start].length <= PREFIX_INDEX || start.search(SIGN) >= 0)
    return null;
  const found: string[] = [];
  const next = statement(db, NEXT_WORD_SQL).pluck();
  for (let from = start; found.length <= COMPLETIONS_MAX; ) {
    const word = next.get(from);
    if (typeof word !== 'string' || !word.startsWith(start)) return found.length === 0 ? null : found;
    found.push(word);
    // Above the word itself, below all longer ones.
    from = `${word}\u0001`;
  }
  return null;
}

/** A text as it is indexed. Of a sequence such as 👩‍🚀 each sign is a word: it is found by any of them. */
function searchable(text: string): string {
  return text.replace(PRIVATE, ' ').replace(SIGN, ' $& ').replace(PICTURES, pictureWord);
}

/** All of one length: none is the beginning of another. */
function pictureWord(sign: string): string {
  return ` ${PICTURE_MARK}${(sign.codePointAt(0) ?? 0).toString(16).padStart(6, '0')} `;
}

/** What of a picture is searched. `tags` are ids. */
export interface SearchWords {
  readonly name: string;
  readonly prompt: string;
  readonly seed: string;
  readonly tags?: readonly number[];
  /** Notes, and names of branches and snapshots: found as words, and by no field. */
  readonly marks?: string;
}

/** One new picture of so many is followed by a piece of merging. */
const MERGE_EVERY = 16;
/** Pages that a piece of merging writes: a few milliseconds. */
const MERGE_PAGES = 16;

/**
 * Merges a piece of what was written to the index lately, inside the caller's transaction. FTS5 would do it by itself, but much at a
 * time: it takes each deleted row for a page, and after a few hundred of them stops the process for up to a quarter of a second.
 */
export function mergeSearch(db: WriteDb): void {
  statement(db, "INSERT INTO image_search (image_search, rank) VALUES ('merge', ?)").run(MERGE_PAGES);
}

/** Adds a new picture's words to the index, inside the caller's transaction. Its edit may have a note by now. */
export function indexForSearch(db: WriteDb, imageId: number): void {
  const words = wordsOf(db, imageId);
  if (words) indexWords(db, imageId, words);
}

/** The same for words that are known. */
export function indexWords(db: WriteDb, imageId: number, words: SearchWords): void {
  insertWords(db, imageId, words);
  if (imageId % MERGE_EVERY === 0) mergeSearch(db);
}

function insertWords(db: WriteDb, imageId: number, words: SearchWords): void {
  statement(db, 'INSERT INTO image_search (rowid, name, prompt, seed, tags) VALUES (?, ?, ?, ?, ?)').run(
    imageId,
    searchable(words.name),
    searchable(words.prompt),
    words.seed,
    [...(words.tags ?? []).map((tag) => `${TAG_MARK}${tag}`), searchable(words.marks ?? '')].join(' '),
  );
}

/** Takes a picture out of the index, inside the caller's transaction. */
export function removeFromSearch(db: WriteDb, imageId: number): void {
  statement(db, 'DELETE FROM image_search WHERE rowid = ?').run(imageId);
}

export const WORDS_OF_IMAGE_SQL = `
  SELECT images.name, coalesce(edits.prompt, '') AS prompt, coalesce(edits.seed, '') AS seed,
    (SELECT json_group_array(tag_id) FROM image_tags WHERE image_id = images.id) AS tags,
    concat_ws(' ', edits.note, edits.branch,
      (SELECT group_concat(name, ' ') FROM snapshots WHERE image_id = images.id)) AS marks
  FROM images LEFT JOIN edits ON edits.id = images.edit_id
  WHERE images.id = ? AND images.deleted_at IS NULL`;

/** Brings the index up to what the picture's rows say now: it has the words of live pictures. Inside the caller's transaction. */
export function reindexForSearch(db: WriteDb, imageId: number): void {
  removeFromSearch(db, imageId);
  const words = wordsOf(db, imageId);
  if (words) insertWords(db, imageId, words);
}

const WordsRow = z.object({
  name: z.string(),
  prompt: z.string(),
  seed: z.union([z.number(), z.string()]),
  tags: jsonText(z.array(z.number())),
  marks: z.string(),
});

/** Returns null for a picture that is not live. */
function wordsOf(db: ReadDb, imageId: number): SearchWords | null {
  const found = row(db, WordsRow, WORDS_OF_IMAGE_SQL, imageId);
  return found && { ...found, seed: String(found.seed) };
}

/** Brings the names of tags that are searched up to what the tag's row says now. Inside the caller's transaction. */
export function reindexTag(db: WriteDb, tagId: number): void {
  statement(db, 'DELETE FROM image_search_tags WHERE rowid = ?').run(tagId);
  const name = statement(db, 'SELECT name FROM tags WHERE id = ?').pluck().get(tagId);
  if (typeof name === 'string')
    statement(db, 'INSERT INTO image_search_tags (rowid, name) VALUES (?, ?)').run(tagId, searchable(name));
}
