import { describe, expect, it } from 'vitest';
import {
  completed,
  itemAt,
  type SearchVocabulary,
  suggestions,
  withRecent,
} from '../../src/renderer/features/filters/search-completion.ts';
import { parseSearch, SEARCH_FIELDS } from '../../src/shared/domain/query.ts';
import { fc } from '../fixtures/property.ts';

const named = (name: string, live = 1) => ({ id: live, name, live });
const known: SearchVocabulary = {
  recent: ['red door', 'tag:shop'],
  tags: [named('shop', 9), named('summer sale', 4), named('sea', 2)],
  collections: [named('Summer in Lisbon', 3)],
  facets: null,
};
const texts = (text: string, cursor = text.length) =>
  suggestions(text, cursor, known).map((each) =>
    each.kind === 'recent'
      ? each.text
      : each.kind === 'field'
        ? `${each.field}:`
        : `${each.field}:${each.value}`,
  );

describe('completing a search', () => {
  it('suggests recent searches and the fields for an empty text', () => {
    expect(texts('').slice(0, 3)).toEqual(['red door', 'tag:shop', 'seed:']);
    expect(texts('')).toHaveLength(2 + SEARCH_FIELDS.length);
  });

  it('completes fields, and names of tags and collections without their field', () => {
    expect(texts('ra')).toEqual(['rating:']);
    expect(texts('su')).toEqual(['tag:summer sale', 'in:Summer in Lisbon']);
    expect(texts('red su')).toEqual(['tag:summer sale', 'in:Summer in Lisbon']);
    expect(texts('red ')).toEqual([]);
  });

  it('completes a field’s values, except complete ones', () => {
    expect(texts('verdict:')).toEqual([
      'verdict:identical',
      'verdict:near',
      'verdict:drifted',
      'verdict:different',
    ]);
    expect(texts('-verdict:d')).toEqual(['verdict:drifted', 'verdict:different']);
    expect(texts('verdict:near')).toEqual([]);
    expect(texts('tag:"summer s')).toEqual(['tag:summer sale']);
    expect(texts('in:su')).toEqual(['in:Summer in Lisbon']);
    expect(texts('prompt:x')).toEqual([]);
  });

  it('completes the term at the cursor', () => {
    expect(texts('ver cat', 3)).toEqual(['verdict:']);
    expect(itemAt('red tag:shop cat', 12)).toMatchObject({ start: 4, end: 12, field: 'tag', value: 'shop' });
    expect(itemAt('tag:"a b" c', 7)).toMatchObject({ start: 0, end: 9, value: 'a b' });
    expect(itemAt('red  cat', 4)).toMatchObject({ start: 4, end: 4, field: null, value: '' });
  });

  it('quotes a value with spaces, and keeps the minus and the following text', () => {
    const take = (text: string, cursor: number, at = 0) => {
      const suggestion = suggestions(text, cursor, known)[at];
      if (!suggestion) throw new Error('nothing to take');
      return completed(text, cursor, suggestion);
    };
    expect(take('su', 2)).toEqual({ text: 'tag:"summer sale" ', cursor: 18 });
    expect(take('-tag:su cat', 7)).toEqual({ text: '-tag:"summer sale" cat', cursor: 19 });
    expect(take('ra cat', 2)).toEqual({ text: 'rating: cat', cursor: 7 });
    expect(take('', 0)).toEqual({ text: 'red door', cursor: 8 });
  });

  it('makes only valid suggestions', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('red', '-', 'tag:', 'in:s', 'ver', '"', ' ', 'rating:', 'is:f', 'state:', 'é'),
          {
            maxLength: 8,
          },
        ),
        fc.nat(40),
        (parts, place) => {
          const text = parts.join('');
          const cursor = Math.min(place, text.length);
          const item = itemAt(text, cursor);
          expect(item.start).toBeLessThanOrEqual(cursor);
          expect(item.end).toBeGreaterThanOrEqual(cursor);
          for (const suggestion of suggestions(text, cursor, known)) {
            const next = completed(text, cursor, suggestion);
            expect(next.cursor).toBeLessThanOrEqual(next.text.length);
            if (suggestion.kind !== 'value') continue;
            const before = parseSearch(next.text.slice(item.start, next.cursor));
            expect(before).toHaveLength(1);
            expect(before[0]?.kind, next.text).toBe(suggestion.field);
          }
        },
      ),
    );
  });

  it('remembers each search once, newest first, without intermediate ones', () => {
    expect(withRecent(['b', 'a'], ' a ', 8)).toEqual(['a', 'b']);
    expect(withRecent(['red', 'cat'], 'red door', 8)).toEqual(['red door', 'cat']);
    expect(withRecent(['b', 'a'], '  ', 8)).toEqual(['b', 'a']);
    expect(withRecent(['b', 'a'], 'c', 2)).toEqual(['c', 'b']);
  });
});
