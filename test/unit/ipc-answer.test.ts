import { describe, expect, test } from 'vitest';
import { answer, type Handlers } from '../../src/main/ipc/answer.ts';
import { isOwnPage } from '../../src/main/ipc/sender.ts';
import type { Log } from '../../src/main/ports.ts';
import { CALLS } from '../../src/shared/channels.ts';
import { Failure } from '../../src/shared/errors.ts';
import { fc } from '../fixtures/property.ts';

const log: Log = { info() {}, warn() {}, error() {} };
const handlers = Object.fromEntries(
  CALLS.map((call) => [
    call,
    () => {
      throw new Failure('not-found');
    },
  ]),
) as unknown as Handlers;

describe('answering a call', () => {
  test.each(CALLS)('%s: any input gets a value with a code', async (call) => {
    await fc.assert(
      fc.asyncProperty(fc.anything({ withNullPrototype: true, withBigInt: true }), async (raw) => {
        const reply = await answer(call, raw, handlers, log);
        expect(reply.ok).toBe(false);
        if (!reply.ok) expect(['bad-request', 'not-found']).toContain(reply.error.code);
      }),
      { numRuns: 200 },
    );
  });

  test('an unexpected error reveals no internals', async () => {
    const broken = {
      ...handlers,
      'app.openSettings': () => {
        throw new Error('/home/someone/secret');
      },
    };
    const reply = await answer('app.openSettings', {}, broken, log);
    expect(JSON.stringify(reply)).not.toContain('secret');
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  test('an answer that violates the contract isn’t sent', async () => {
    const wrong = { ...handlers, 'library.images': () => ({ id: 1 }) } as unknown as Handlers;
    expect(await answer('library.images', { ids: [1] }, wrong, log)).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    });
  });
});

describe('our own pages', () => {
  test.each([
    ['app://reseed/', true],
    ['app://reseed/settings.html', true],
    ['app://imaging/', false],
    ['app://reseed.example/', false],
    ['https://reseed/', false],
    ['file:///reseed', false],
    ['about:blank', false],
    ['', false],
  ])('%s: %s', (address, own) => expect(isOwnPage(address)).toBe(own));
});
