import { expect, test } from 'vitest';
import { failureReason, readError } from '../../src/main/engines/onemin/error-body.ts';
import { brokeOff, editRefused } from '../../src/main/engines/onemin/errors.ts';
import { HttpError } from '../../src/main/engines/onemin/http.ts';
import { retryAfterMs } from '../../src/main/engines/onemin/retry.ts';

const json = (value: unknown) => JSON.stringify(value);

test.each([
  ['flat', { errorCode: 'A', message: 'm' }, { code: 'A', message: 'm', causes: [] }],
  ['nested', { success: false, error: { code: 'B', message: 'n' } }, { code: 'B', message: 'n', causes: [] }],
  ['a word', { error: 'gone' }, { code: '', message: 'gone', causes: [] }],
  [
    'details as JSON in a string',
    { message: 'canned', details: json({ response: { data: { message: 'true cause' } } }) },
    { code: '', message: 'canned', causes: ['true cause'] },
  ],
  [
    'JSON in JSON in a string',
    { details: json({ response: { data: json({ message: 'deep' }) } }) },
    { code: '', message: '', causes: ['deep'] },
  ],
  [
    'a list',
    { details: json([{ property: 'seed', message: 'must be a number' }, { message: 'x' }]) },
    { code: '', message: '', causes: ['seed: must be a number', 'x'] },
  ],
  [
    'list of messages',
    { details: [{ message: ['first', 'second'] }] },
    { code: '', message: '', causes: ['first', 'second'] },
  ],
  ['plain text', { details: 'just words' }, { code: '', message: '', causes: ['just words'] }],
  ['null', null, { code: '', message: '', causes: [] }],
])('an error body: %s', (_name, body, expected) => {
  expect(readError(json(body))).toEqual(expected);
});

test('HTML and rubbish say nothing', () => {
  for (const text of ['<html>502</html>', '', '[1,2]', '"x"', '{"details":', '{"details":"{\\"a\\":}"}'])
    expect(readError(text).code).toBe('');
  const deep = `{"details":${'{"data":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
  expect(readError(deep).causes).toEqual([]);
});

test('the reason of a failure is found wherever it is', () => {
  expect(failureReason({ aiRecord: { aiRecordDetail: { errorMessage: 'a' }, errorMessage: 'b' } })).toBe('a');
  expect(failureReason({ aiRecord: { errorMessage: 'b' } })).toBe('b');
  expect(failureReason({ error: { message: 'c' } })).toBe('c');
  expect(failureReason({ error: 'd' })).toBe('d');
  expect(failureReason({ aiRecord: { aiRecordDetail: { resultObject: ['e'] } } })).toBe('e');
  expect(failureReason({ aiRecord: null })).toBe('');
});

test('words of the service are one redacted line of bounded length', () => {
  const key = 'key-of-the-user-1';
  const message = `bad\r\n\u0000\u202E input for ${key} at https://s3.example/a?sig=1 ${'x'.repeat(500)}`;
  const failure = editRefused({
    status: 400,
    text: json({ errorCode: 'X', message }),
    afterMs: null,
    secrets: [key],
  });
  expect(failure.message).not.toContain(key);
  expect(failure.message).not.toContain('sig=1');
  expect(failure.message).not.toMatch(/[\p{C}]/u);
  expect(failure.message.length).toBeLessThan(320);
});

test('an exchange that broke off: sent and paid is uncertain, all else waits', () => {
  expect(brokeOff(new HttpError('broken'), true)).toMatchObject({ outcome: 'uncertain', charged: 'unknown' });
  expect(brokeOff(new HttpError('timeout'), true)).toMatchObject({ outcome: 'uncertain' });
  expect(brokeOff(new HttpError('broken'), false)).toMatchObject({ outcome: 'wait', charged: 'no' });
  expect(brokeOff(new HttpError('no-network'), true)).toMatchObject({ outcome: 'wait', code: 'offline' });
  expect(brokeOff(new HttpError('unreachable'), true)).toMatchObject({
    outcome: 'wait',
    code: 'service-unreachable',
  });
  expect(brokeOff(new HttpError('untrusted'), true)).toMatchObject({ outcome: 'failed', charged: 'no' });
});

test('Retry-After in seconds and as a date, within reason', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  expect(retryAfterMs('5', now)).toBe(5000);
  expect(retryAfterMs('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30_000);
  expect(retryAfterMs('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
  expect(retryAfterMs('999999999', now)).toBe(3_600_000);
  for (const text of [undefined, 'soon', '']) expect(retryAfterMs(text, now)).toBeNull();
});
