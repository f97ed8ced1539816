import { describe, expect, it } from 'vitest';
import { sideWords } from '../../src/renderer/features/canvas/side-words.ts';
import { imageRecord } from '../fakes/records.ts';

const root = imageRecord(1);
const result = imageRecord(2, { origin: 'result', editId: 5, parentId: 1, rootId: 1 });
const other = imageRecord(3, { origin: 'result', editId: 6, parentId: 1, rootId: 1 });
const later = imageRecord(4, { origin: 'result', editId: 7, parentId: 2, rootId: 1 });
const merged = imageRecord(6, { origin: 'result', parentId: 2, rootId: 1, mergeOf: [2, 3] });

describe('the labels of two compared pictures', () => {
  it('are source and result if the second was made from the first', () => {
    expect(sideWords(root, result)).toEqual(['Source', 'Result']);
    expect(sideWords(result, later)).toEqual(['Source', 'Result']);
    expect(sideWords(root, later)).toEqual(['Source', 'Result']);
    expect(sideWords(other, merged)).toEqual(['Source', 'Result']);
  });

  it('are result and source if the first was made from the second', () =>
    expect(sideWords(result, root)).toEqual(['Result', 'Source']));

  it('are the names of two results of one source, and of pictures that have nothing in common', () => {
    expect(sideWords(result, other)).toEqual(['picture-2.png', 'picture-3.png']);
    expect(sideWords(other, later)).toEqual(['picture-3.png', 'picture-4.png']);
    expect(sideWords(root, imageRecord(9))).toEqual(['picture-1.png', 'picture-9.png']);
  });
});
