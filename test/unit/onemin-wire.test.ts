import { expect, test } from 'vitest';
import {
  AssetAnswer,
  assetPath,
  creditsOf,
  RecordAnswer,
  recordStatus,
  resultNames,
} from '../../src/main/engines/onemin/wire.ts';
import { parseJson } from '../../src/main/engines/parse-json.ts';

const record = {
  uuid: 'aaaaaaaa-0000-4000-8000-000000000000',
  status: 'SUCCESS',
  aiRecordDetail: { resultObject: ['images/a.webp'] },
};

test('parses JSON that starts with a byte order mark', () => {
  expect(parseJson('\uFEFF{"a":1}')).toEqual({ a: 1 });
  expect(parseJson('<!DOCTYPE html>')).toBeNull();
});

test.each([
  [{ status: 7 }],
  [{ uuid: 12 }],
  [{ uuid: 'x'.repeat(500) }],
  [{ temporaryUrl: { href: 'x' } }],
  [{ temporaryUrl: ['x'] }],
  [{ errorMessage: { text: 'x' } }],
  [{ teamUser: 'Ada' }],
  [{ teamUser: { usedCredit: {}, creditLimit: 'many' } }],
  [{ createdAt: 1, model: null, somethingNew: { deep: [1] } }],
])('a paid picture is not lost because of %j', (odd) => {
  for (const answer of [{ aiRecord: { ...record, ...odd } }, { aiRecord: record, ...odd }]) {
    const parsed = RecordAnswer.parse(answer);
    expect(parsed.aiRecord && resultNames(parsed.aiRecord)).toEqual(['images/a.webp']);
    expect(parsed.aiRecord && recordStatus(parsed.aiRecord)).toBe('done');
  }
});

test('keeps unknown fields at every level', () => {
  const answer = {
    aiRecord: { ...record, conversationId: 'c', aiRecordDetail: { resultObject: [], more: 1 } },
    newField: 2,
  };
  expect(RecordAnswer.parse(answer)).toMatchObject(answer);
});

test('reads the path of an upload from `fileContent.path`, otherwise `asset.key`', () => {
  const path = (answer: unknown) => assetPath(AssetAnswer.parse(answer));
  expect(path({ asset: { key: 'k' }, fileContent: { path: 'p' } })).toBe('p');
  expect(path({ asset: { key: 'k' }, fileContent: { path: '' } })).toBe('k');
  expect(path({ asset: { key: 'k' }, fileContent: 'x' })).toBe('k');
  expect(path({ asset: { key: 'k' } })).toBe('k');
  expect(path({ asset: { key: 7 } })).toBeNull();
  expect(path({})).toBeNull();
});

test('reads credits from any place, as number or text', () => {
  const credits = (answer: object) => creditsOf(RecordAnswer.parse(answer));
  const told = { used: 15_000, limit: 4_000_000 };
  const teamUser = { usedCredit: 15_000, creditLimit: 4_000_000 };
  expect(credits({ aiRecord: { ...record, teamUser } })).toEqual(told);
  expect(credits({ aiRecord: record, teamUser })).toEqual(told);
  expect(credits({ aiRecord: record, teamUser: { usedCredit: '15000', creditLimit: '4000000.0' } })).toEqual(
    told,
  );
  expect(credits({ aiRecord: record, teamUser: { usedCredit: 1 } })).toEqual({ used: 1, limit: null });
  expect(credits({ aiRecord: record })).toBeNull();
});
