import { describe, expect, it } from 'vitest';
import { withMovedReference, withReferences } from '../../src/renderer/features/edit/reference-list.ts';
import { REFERENCES_MAX } from '../../src/shared/domain/reference.ts';

describe('the list of reference pictures', () => {
  it('gets new pictures at its end, each once', () => {
    expect(withReferences([3, 1], [1, 2, 2])).toEqual([3, 1, 2]);
  });

  it('ends where no model takes more', () => {
    const many = Array.from({ length: REFERENCES_MAX + 5 }, (_, at) => at + 1);
    expect(withReferences([], many)).toEqual(many.slice(0, REFERENCES_MAX));
  });

  it.each([
    ['down', 1, 1, [2, 1, 3]],
    ['up', 3, -1, [1, 3, 2]],
    ['to the end at most', 1, 9, [2, 3, 1]],
    ['to the start at most', 2, -9, [2, 1, 3]],
  ])('moves a picture %s', (_, id, by, moved) => {
    expect(withMovedReference([1, 2, 3], id, by)).toEqual(moved);
  });

  it('is the same list if nothing moves', () => {
    const list = [1, 2];
    expect(withMovedReference(list, 1, -1)).toBe(list);
    expect(withMovedReference(list, 9, 1)).toBe(list);
  });
});
