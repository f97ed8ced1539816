import { expect, test } from 'vitest';
import { failureReason, readError } from '../../src/main/engines/onemin/error-body.ts';
import {
  connectionLostFailure,
  editRejectionFailure,
  uploadRejectionFailure,
} from '../../src/main/engines/onemin/errors.ts';
import { HttpError } from '../../src/main/http/http.ts';
import { retryAfterMs } from '../../src/main/http/retry.ts';
import { errorMessage } from '../../src/shared/i18n/error-message.ts';

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
  ['JSON text as details', { details: '"quoted"' }, { code: '', message: '', causes: ['quoted'] }],
  ['null', null, { code: '', message: '', causes: [] }],
])('an error body: %s', (_name, body, expected) => {
  expect(readError(json(body))).toEqual(expected);
});

test('HTML and unparsable text yield no error', () => {
  for (const text of ['<html>502</html>', '', '[1,2]', '"x"', '{"details":', '{"details":"{\\"a\\":}"}'])
    expect(readError(text).code).toBe('');
  const deep = `{"details":${'{"data":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
  expect(readError(deep).causes).toEqual([]);
});

test('the reason of a failure is found in every known place', () => {
  expect(failureReason({ aiRecord: { aiRecordDetail: { errorMessage: 'a' }, errorMessage: 'b' } })).toBe('a');
  expect(failureReason({ aiRecord: { errorMessage: 'b' } })).toBe('b');
  expect(failureReason({ error: { message: 'c' } })).toBe('c');
  expect(failureReason({ error: 'd' })).toBe('d');
  expect(failureReason({ aiRecord: { aiRecordDetail: { resultObject: ['e'] } } })).toBe('e');
  expect(failureReason({ aiRecord: null })).toBe('');
});

test('text of the service is one redacted line of bounded length', () => {
  const key = 'key-of-the-user-1';
  const message = `bad\r\n\u0000\u202E input for ${key} at https://s3.example/a?sig=1 ${'x'.repeat(500)}`;
  const failure = editRejectionFailure({
    status: 400,
    text: json({ errorCode: 'X', message }),
    afterMs: null,
    secrets: [key],
  });
  expect(errorMessage(failure.value)).not.toContain(key);
  expect(errorMessage(failure.value)).not.toContain('sig=1');
  expect(errorMessage(failure.value)).not.toMatch(/[\p{C}]/u);
  expect(errorMessage(failure.value).length).toBeLessThan(320);
});

const refused = (status: number, body: unknown) =>
  editRejectionFailure({
    status,
    text: typeof body === 'string' ? body : json(body),
    afterMs: null,
    secrets: [],
  });

test('408 may have been executed; 425 was not', () => {
  expect(refused(408, '')).toMatchObject({ outcome: 'uncertain', charged: 'unknown' });
  expect(refused(425, '')).toMatchObject({ outcome: 'wait', charged: 'no', retryAfterMs: 15_000 });
  const upload = (status: number) => uploadRejectionFailure({ status, text: '', afterMs: 4000, secrets: [] });
  expect(upload(408)).toMatchObject({ outcome: 'wait', blocks: true, code: 'service-down', charged: 'no' });
  expect(upload(425)).toMatchObject({ outcome: 'wait', charged: 'no', retryAfterMs: 4000 });
});

test('the provider’s canned message is neither shown nor treated as moderation; the actual cause is', () => {
  const errorCode = 'EXTERNAL_API_RESPONSE_WITH_ERROR';
  const message = 'Busy, or the picture is sensitive. Try again later.';
  const true_ = json({ response: { data: { message: 'width must be a multiple of 16' } } });
  const told = refused(400, { errorCode, message, details: true_ });
  expect(told).toMatchObject({ code: 'request-refused', charged: 'unknown' });
  expect(told.value.quote).toContain('width must be a multiple of 16');
  for (const details of [undefined, '', '{}', 'null'])
    expect(refused(400, { errorCode, message, details })).toMatchObject({
      code: 'request-refused',
      value: { code: 'request-refused', reason: 'edit-refused', params: { status: 400 } },
    });
  const flagged = refused(400, { errorCode, message, details: 'flagged as NSFW' });
  expect(flagged).toMatchObject({ code: 'moderated', charged: 'unknown' });
});

test('an error body with a byte order mark is read', () => {
  expect(refused(400, `\uFEFF${json({ errorCode: 'UNSUPPORTED_MODEL' })}`).code).toBe('model-unsupported');
});

test('a lost connection is uncertain if sent and paid, otherwise the run waits', () => {
  expect(connectionLostFailure(new HttpError('broken'), true)).toMatchObject({
    outcome: 'uncertain',
    charged: 'unknown',
  });
  expect(connectionLostFailure(new HttpError('timeout'), true)).toMatchObject({ outcome: 'uncertain' });
  expect(connectionLostFailure(new HttpError('broken'), false)).toMatchObject({
    outcome: 'wait',
    charged: 'no',
  });
  expect(connectionLostFailure(new HttpError('no-network'), true)).toMatchObject({
    outcome: 'wait',
    code: 'offline',
  });
  expect(connectionLostFailure(new HttpError('unreachable'), true)).toMatchObject({
    outcome: 'wait',
    code: 'service-unreachable',
  });
  expect(connectionLostFailure(new HttpError('untrusted'), true)).toMatchObject({
    outcome: 'wait',
    blocks: true,
    code: 'certificate',
    charged: 'no',
  });
});

test('Retry-After in seconds and as a date, within limits', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const after = (text: string, date?: string) =>
    retryAfterMs({ 'retry-after': text, ...(date === undefined ? {} : { date }) }, now);
  expect(after('5')).toBe(5000);
  expect(after(' 1.5 ')).toBe(1500);
  expect(after('Thu, 01 Jan 2026 00:00:30 GMT')).toBe(30_000);
  expect(after('Thursday, 01-Jan-26 00:00:30 GMT')).toBe(30_000);
  expect(after('Wed, 31 Dec 2025 00:00:00 GMT')).toBe(0);
  expect(after('999999999')).toBe(3_600_000);
  // A local clock a day ahead doesn't remove the delay.
  expect(after('Wed, 31 Dec 2025 00:00:30 GMT', 'Wed, 31 Dec 2025 00:00:00 GMT')).toBe(30_000);
  expect(after('Thu, 01 Jan 2026 00:00:30 GMT', 'rubbish')).toBe(30_000);
  // Date.parse would accept some of these as old dates.
  for (const text of ['soon', '', '-5', '1,5', '3 GMT']) expect(after(text)).toBeNull();
  expect(retryAfterMs({}, now)).toBeNull();
});
