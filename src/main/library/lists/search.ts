import { PICTURE_SIGN, type WordTerm } from '@shared/domain/query.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { jsonText, numbers, row, rows } from '../database/rows.ts';

/** A valid full-text query. `excluding`: matches the images *without* a match. */
export interface FtsQuery {
  readonly match: string;
  readonly excluding: boolean;
}

// Scripts without spaces: each character is indexed as a word, so that any part of a text is found.
const SIGN = /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}]/gu;
/**
 * Prefix of the words for tags: a private-use character that the tokenizer keeps. Tags are indexed by id, so
 * that renaming one touches no image.
 */
const TAG_MARK = '\ue000';
const PRIVATE = /\p{Co}/gu;
/** Prefix of the words for symbols such as 🌸, which the tokenizer treats as spaces. */
const PICTURE_MARK = '\ue001';
const PICTURES = new RegExp(PICTURE_SIGN.source, 'gu');
/** A word that occurs in no text. */
const NO_WORD = `${PICTURE_MARK}none`;
/** Prefixes of up to this length have their own index. Longer ones are expanded to the words they match. */
const PREFIX_INDEX = 3;
/** Maximum number of words a prefix is expanded to. */
const COMPLETIONS_MAX = 40;
/** Maximum number of tags whose name matches a searched word. */
const TAGS_MAX = 100;

export const NEXT_WORD_SQL = 'SELECT term FROM image_search_words WHERE term >= ? LIMIT 1';
export const TAGS_WITH_WORD_SQL = `SELECT rowid FROM image_search_tags WHERE image_search_tags MATCH ? LIMIT ${TAGS_MAX}`;

/** Tags an image must have one of, or none of. */
export interface TagTerm {
  readonly tags: readonly number[];
  readonly not: boolean;
}

/** Builds one FTS5 query from words and tags. Null if there are none. */
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
 * Returns the indexed words with this prefix. For a prefix outside its prefix index, FTS5 collects all
 * positions of all words before it returns the first: 5 ms for a common word of a million prompts, where a
 * list of whole words takes 0.1 ms. Null for a text that isn't one word, is short, or matches too many words,
 * where FTS5's own method is fine.
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
    // After the word itself, before all longer ones.
    from = `${word}\u0001`;
  }
  return null;
}

/**
 * Returns the indexed form of a text. In a sequence such as 👩‍🚀 each symbol is a word, so that any of them
 * finds it.
 */
function searchable(text: string): string {
  return text.replace(PRIVATE, ' ').replace(SIGN, ' $& ').replace(PICTURES, pictureWord);
}

/** All have the same length, so none is a prefix of another. */
function pictureWord(sign: string): string {
  return ` ${PICTURE_MARK}${(sign.codePointAt(0) ?? 0).toString(16).padStart(6, '0')} `;
}

/** Searchable texts of an image. `tags` are ids. */
export interface SearchWords {
  readonly name: string;
  readonly prompt: string;
  readonly seed: string;
  readonly tags?: readonly number[];
  /** Notes, branch names and snapshot names: found as plain words only. */
  readonly marks?: string;
}

/** Number of new images between two merge steps. */
const MERGE_EVERY = 16;
/** Pages written per merge step: a few milliseconds. */
const MERGE_PAGES = 16;

/**
 * Merges part of the recent index writes, inside the caller's transaction. FTS5 merges automatically, but in
 * large steps: it counts each deleted row as a page, and after a few hundred of them blocks the process for
 * up to a quarter of a second.
 */
export function mergeSearch(db: WriteDb): void {
  statement(db, "INSERT INTO image_search (image_search, rank) VALUES ('merge', ?)").run(MERGE_PAGES);
}

/** Indexes a new image inside the caller's transaction. Its edit may already have a note. */
export function indexForSearch(db: WriteDb, imageId: number): void {
  const words = wordsOf(db, imageId);
  if (words) indexWords(db, imageId, words);
}

/** Indexes known words. */
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

/** Indexes all images with ids in a range, none of which may be indexed. The caller merges the index at the end. */
export function indexRange(db: WriteDb, first: number, last: number): void {
  const found = rows(
    db,
    WordsRow,
    `${WORDS_SQL} AND images.id BETWEEN ? AND ? ORDER BY images.id`,
    first,
    last,
  );
  for (const words of found) insertWords(db, words.id, { ...words, seed: String(words.seed) });
}

/** Pages written per step of `mergeAll`: some ten milliseconds. */
const MERGE_ALL_PAGES = 500;

/** Merges the whole index into one, as fast as it can be searched. Yields after each step. */
export function* mergeAll(db: WriteDb): Generator<void> {
  const merge = statement(db, "INSERT INTO image_search (image_search, rank) VALUES ('merge', ?)");
  const changes = statement(db, 'SELECT total_changes()').pluck();
  // Negative: all parts. Each later step continues, and changes less than two rows if nothing is left.
  for (let pages = -MERGE_ALL_PAGES; ; pages = MERGE_ALL_PAGES) {
    const before = Number(changes.get());
    merge.run(pages);
    yield;
    if (Number(changes.get()) - before < 2) return;
  }
}

/** Removes an image from the index inside the caller's transaction. */
export function removeFromSearch(db: WriteDb, imageId: number): void {
  statement(db, 'DELETE FROM image_search WHERE rowid = ?').run(imageId);
}

const WORDS_SQL = `
  SELECT images.id, images.name, coalesce(edits.prompt, '') AS prompt, coalesce(edits.seed, '') AS seed,
    (SELECT json_group_array(tag_id) FROM image_tags WHERE image_id = images.id) AS tags,
    concat_ws(' ', edits.note, edits.branch,
      (SELECT group_concat(name, ' ') FROM snapshots WHERE image_id = images.id)) AS marks
  FROM images LEFT JOIN edits ON edits.id = images.edit_id
  WHERE images.deleted_at IS NULL`;
export const WORDS_OF_IMAGE_SQL = `${WORDS_SQL} AND images.id = ?`;

/**
 * Updates an image's index entry from its rows, inside the caller's transaction. Only live images are
 * indexed.
 */
export function reindexForSearch(db: WriteDb, imageId: number): void {
  removeFromSearch(db, imageId);
  const words = wordsOf(db, imageId);
  if (words) insertWords(db, imageId, words);
}

const WordsRow = z.object({
  id: z.int(),
  name: z.string(),
  prompt: z.string(),
  seed: z.union([z.number(), z.string()]),
  tags: jsonText(z.array(z.number())),
  marks: z.string(),
});

/** Returns null for an image that isn't live. */
function wordsOf(db: ReadDb, imageId: number): SearchWords | null {
  const found = row(db, WordsRow, WORDS_OF_IMAGE_SQL, imageId);
  return found && { ...found, seed: String(found.seed) };
}

/** Updates the searchable name of a tag from its row, inside the caller's transaction. */
export function reindexTag(db: WriteDb, tagId: number): void {
  statement(db, 'DELETE FROM image_search_tags WHERE rowid = ?').run(tagId);
  const name = statement(db, 'SELECT name FROM tags WHERE id = ?').pluck().get(tagId);
  if (typeof name === 'string')
    statement(db, 'INSERT INTO image_search_tags (rowid, name) VALUES (?, ?)').run(tagId, searchable(name));
}
