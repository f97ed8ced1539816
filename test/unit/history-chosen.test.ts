import { describe, expect, it } from 'vitest';
import { chosenEntry, newestVerdict, stepFrom } from '../../src/renderer/features/history/chosen.ts';
import { faceOf } from '../../src/renderer/stores/made-pictures.ts';
import { finishedPicture, resultRecord } from '../fakes/records.ts';
import { entryOf, imageOf } from './history-fixtures.ts';

const ROOT = 100;
// 1 edits the original, 2 edits the result of 1, 3 edits the original and failed. Newest first.
const first = entryOf({ id: 1, sourceImageId: ROOT, resultId: 101 });
const second = entryOf({ id: 2, sourceImageId: 101, resultId: 102, rootId: ROOT });
const third = entryOf({ id: 3, sourceImageId: ROOT, state: 'failed' });
const entries = [third, second, first];

describe('the chosen edit', () => {
  it('is the selected one', () => expect(chosenEntry(entries, 3, 102)).toBe(third));
  it('is otherwise the one that made the selected picture', () =>
    expect(chosenEntry(entries, null, 102)).toBe(second));
  it('is none for an original', () => expect(chosenEntry(entries, null, ROOT)).toBeNull());
  it('falls back if the selected one is no longer loaded', () =>
    expect(chosenEntry(entries, 99, 101)).toBe(first));
});

describe('walking the tree', () => {
  it('moves through time', () => {
    expect(stepFrom(entries, 2, 'newer')).toBe(third);
    expect(stepFrom(entries, 2, 'older')).toBe(first);
    expect(stepFrom(entries, 3, 'newer')).toBeNull();
  });
  it('moves up to the parent edit and down to the newest child', () => {
    expect(stepFrom(entries, 2, 'parent')).toBe(first);
    expect(stepFrom(entries, 1, 'child')).toBe(second);
    expect(stepFrom(entries, 1, 'parent')).toBeNull();
    expect(stepFrom(entries, 3, 'child')).toBeNull();
  });
  it('starts at the newest', () => expect(stepFrom(entries, null, 'older')).toBe(third));
});

it('shows the finished picture of the newest result, or the raw result if that was removed', () => {
  const raw = first.results[0];
  if (!raw) throw new Error('no result');
  const [older, newer] = [finishedPicture(301, raw.image), finishedPicture(302, raw.image)];
  const finished = { ...first, results: [{ ...raw, finished: [newer, older] }] };
  expect(faceOf(finished)?.id).toBe(302);
  const removed = { ...newer, image: { ...newer.image, deletedAt: 1 } };
  expect(faceOf({ ...first, results: [{ ...raw, finished: [removed, older] }] })?.id).toBe(301);
  expect(faceOf({ ...first, results: [{ ...raw, finished: [removed] }] })?.id).toBe(raw.image.id);
  expect(chosenEntry([finished], null, 301)).toBe(finished);
  const next = entryOf({ id: 9, sourceImageId: 302, rootId: ROOT });
  expect(stepFrom([next, finished], 9, 'parent')).toBe(finished);
  expect(stepFrom([next, finished], finished.edit.id, 'child')).toBe(next);
});

it('shows the newest of several results, with its own verdict', () => {
  const verdict = { kind: 'near' as const, ssim: 0.97, changedShare: 0.02, againstImageId: 101 };
  const twice = {
    ...first,
    results: [{ ...resultRecord(imageOf(205), 2), verdict }, ...first.results],
  };
  expect(faceOf(twice)?.id).toBe(205);
  expect(newestVerdict(twice)).toBe(verdict);
  expect(faceOf(third)).toBeNull();
  expect(newestVerdict(third)).toBeNull();
});
