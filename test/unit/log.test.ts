import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from '../../src/main/platform/log.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

test('a known key is in no line, in any encoding', () => {
  const folder = tempFolder();
  const key = 'canary-key-0123456789-wxyz';
  const log = openLog(folder);
  log.hide(key);
  log.info(`sent with ${key}`, {
    headers: { 'API-KEY': key },
    nested: [{ text: Buffer.from(key).toString('base64') }],
  });
  log.error('failed', {
    url: `https://s3.example/a.png?X-Signature=abc&k=${key}`,
    hex: Buffer.from(key).toString('hex'),
  });
  const text = readFileSync(join(folder, 'reseed.log'), 'utf8');
  for (const spelling of [
    key,
    Buffer.from(key).toString('base64').slice(0, 30),
    Buffer.from(key).toString('hex'),
    'X-Signature',
  ])
    expect(text).not.toContain(spelling);
  expect(text).toContain('sent with [key]');
  expect(text.trim().split('\n')).toHaveLength(2);
});
