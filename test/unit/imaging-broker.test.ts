import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_CHANGE } from '@shared/domain/verdict.ts';
import { ImagingJob, type JobDone } from '@shared/imaging.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Broker, createBroker } from '../../src/main/imaging/broker.ts';
import { createImaging } from '../../src/main/imaging/imaging.ts';
import { maxOutputBytes } from '../../src/main/imaging/transfer.ts';
import type { Imaging } from '../../src/main/ports.ts';
import { eventually } from '../fixtures/eventually.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
let folder: string;
let broker: Broker;
let imaging: Imaging;
let wakes: number;
let windowId: number;
let restarts: number;

beforeEach(async () => {
  folder = tempFolder();
  await writeFile(join(folder, 'in.png'), 'the bytes of a picture');
  wakes = 0;
  restarts = 0;
  broker = createBroker({
    wake: (id) => {
      wakes += 1;
      windowId = id;
    },
    restart: () => {
      restarts += 1;
      broker.windowGone();
    },
    log,
  });
  imaging = createImaging(broker);
});

afterEach(() => {
  broker.close();
  vi.useRealTimers();
});

const call = (method: string, path: string, body?: BodyInit) =>
  broker.handle(
    new Request(`http://imaging${path}`, { method, body: body ?? null, duplex: 'half' } as RequestInit),
  );
/** A request for work by the open window, or another one. */
const poll = (from = windowId) => call('GET', `/next/${from}`);
const next = async () => ImagingJob.parse(await (await poll()).json());
const done = (id: number, message: JobDone) => call('POST', `/done/${id}`, JSON.stringify(message));
const source = () => ({ path: join(folder, 'in.png'), mime: 'image/png' as const });
const thumb = () => ({ size: 256, path: join(folder, 'thumb.webp') });
const inspected: JobDone = { ok: true, result: { kind: 'inspect', value: { width: 4, height: 3 } } };
const compared: JobDone = {
  ok: true,
  result: { kind: 'compare', value: NO_CHANGE },
};
const inspect = (signal?: AbortSignal) => imaging.inspect(source(), [thumb()], signal);
const compare = () => imaging.compare(source(), source(), { findShift: false });

describe('a job', () => {
  test('is handed out, reads its picture, writes its output, and ends', async () => {
    const result = inspect();
    expect(wakes).toBe(1);
    const job = await next();
    expect(job).toMatchObject({ kind: 'inspect', mime: 'image/png', thumbs: [256], limitMs: 30_000 });
    const input = await call('GET', `/in/${job.id}/0`);
    expect(await input.text()).toBe('the bytes of a picture');
    expect((await call('PUT', `/out/${job.id}/thumb-256`, 'webp')).status).toBe(204);
    expect((await done(job.id, inspected)).status).toBe(204);
    expect(await result).toEqual({ width: 4, height: 3 });
    expect(await readFile(thumb().path, 'utf8')).toBe('webp');
  });

  test('waits for a slot, and a slot waits for a job', async () => {
    broker.expect();
    const early = next();
    const result = compare();
    const job = await early;
    await done(job.id, compared);
    expect(await result).toMatchObject({ identical: true });
  });

  test('is not given to a window that has ended, whose last request is still arriving', async () => {
    broker.expect();
    const early = poll();
    const ended = windowId;
    broker.windowGone();
    expect((await early).status).toBe(204);
    expect((await poll(ended)).status).toBe(204);
    const result = compare();
    expect(wakes).toBe(2);
    // The next window has been opened by now, and hasn't requested work yet.
    expect((await poll(ended)).status).toBe(204);
    const job = await next();
    await done(job.id, compared);
    expect(await result).toMatchObject({ identical: true });
  });

  test('has a one-time id, with which nothing can be read or written afterwards', async () => {
    const result = compare();
    const { id } = await next();
    await done(id, compared);
    await result;
    for (const [method, path] of [
      ['GET', `/in/${id}/0`],
      ['PUT', `/out/${id}/result`],
      ['POST', `/done/${id}`],
      ['GET', '/in/99/0'],
    ] as const)
      expect((await call(method, path, method === 'GET' ? undefined : '{}')).status).toBe(410);
    const step = await call('POST', `/step/${id}`, JSON.stringify({ step: 1, steps: 2 }));
    expect(await step.json()).toEqual({ cancel: true });
  });

  test('reads and writes only what it declared', async () => {
    const result = inspect();
    const { id } = await next();
    expect((await call('GET', `/in/${id}/1`)).status).toBe(404);
    expect((await call('PUT', `/out/${id}/thumb-512`, 'x')).status).toBe(404);
    expect((await call('PUT', `/out/${id}/thumb-256`, 'x')).status).toBe(204);
    expect((await call('PUT', `/out/${id}/thumb-256`, 'y')).status).toBe(404);
    for (const path of [`/in/${id}/../../etc/passwd`, `/out/${id}/a%2Fb`, '/x', `/in/-1/0`, `/in/${id}/0/0`])
      expect((await call('PUT', path, 'x')).status).toBe(404);
    await done(id, inspected);
    await result;
  });

  test('fails if its result has the wrong kind or lacks an output', async () => {
    const noOutput = inspect();
    await done((await next()).id, inspected);
    await expect(noOutput).rejects.toMatchObject({ code: 'internal' });
    const otherKind = compare();
    await done((await next()).id, inspected);
    await expect(otherKind).rejects.toMatchObject({ code: 'internal' });
  });

  test('with an invalid result stays open until its time limit', async () => {
    const result = compare();
    const { id } = await next();
    for (const body of ['{', '{}', JSON.stringify({ ok: false, code: 'x', detail: '' }), 'x'.repeat(5_000)])
      expect((await call('POST', `/done/${id}`, body)).status).toBe(500);
    await done(id, compared);
    await result;
  });

  test('reports why it failed, and leaves no output', async () => {
    const result = inspect();
    const { id } = await next();
    await call('PUT', `/out/${id}/thumb-256`, 'half');
    await done(id, { ok: false, code: 'picture-damaged', detail: 'cut off' });
    await expect(result).rejects.toMatchObject({ name: 'Failure', code: 'picture-damaged' });
    await eventually(() => expect(existsSync(thumb().path)).toBe(false));
  });

  test('reports that its picture is missing', async () => {
    const result = inspect();
    const job = await next();
    await rm(source().path);
    const said = expect(result).rejects.toMatchObject({
      code: 'not-found',
      value: { code: 'not-found', reason: 'picture-file-missing' },
    });
    expect((await call('GET', `/in/${job.id}/0`)).status).toBe(410);
    await said;
  });

  test('reports the disk’s error if its output can’t be written', async () => {
    const result = imaging.convert(source(), 'image/png', join(folder, 'gone', 'out.png'));
    const job = await next();
    const said = expect(result).rejects.toMatchObject({ code: 'ENOENT', syscall: 'open' });
    expect((await call('PUT', `/out/${job.id}/result`, 'png')).status).toBe(500);
    await said;
  });

  test('may write 8 MB of thumbnail and no more', async () => {
    const result = inspect();
    const { id } = await next();
    const chunk = new Uint8Array(1024 * 1024);
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        controller.enqueue(chunk);
        sent += chunk.length;
      },
    });
    expect((await call('PUT', `/out/${id}/thumb-256`, endless)).status).toBe(413);
    expect(sent).toBeLessThan(maxOutputBytes('inspect') + 4 * chunk.length);
    expect(existsSync(thumb().path)).toBe(false);
    await done(id, inspected);
    await expect(result).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('a message', () => {
  /** An endless body, and how much of it was read. */
  function endless() {
    const told = { pulled: 0, cancelled: false };
    const body = new ReadableStream(
      {
        pull(controller) {
          told.pulled += 4096;
          controller.enqueue(new Uint8Array(4096).fill(0x20));
        },
        cancel() {
          told.cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    return { told, body };
  }

  test.each(['step', 'done'])('of %s without an end is refused at the limit', async (to) => {
    const result = inspect();
    const { id } = await next();
    const { told, body } = endless();
    expect((await call('POST', `/${to}/${id}`, body)).status).toBe(413);
    expect(told.cancelled).toBe(true);
    expect(told.pulled).toBeLessThan(64 * 1024);
    await done(id, { ok: false, code: 'picture-damaged', detail: '' });
    await expect(result).rejects.toMatchObject({ code: 'picture-damaged' });
  });

  test.each(['POST /done', 'PUT /out'])(
    'of %s with a declared length above the limit isn’t read',
    async (line) => {
      const result = inspect();
      const { id } = await next();
      const [method = '', path = ''] = line.split(' ');
      const { told, body } = endless();
      const request = new Request(`http://imaging${path}/${id}${method === 'PUT' ? '/thumb-256' : ''}`, {
        method,
        body,
        headers: { 'content-length': String(maxOutputBytes('inspect') + 1) },
        duplex: 'half',
      } as RequestInit);
      expect((await broker.handle(request)).status).toBe(413);
      expect(told.pulled).toBe(0);
      await done(id, { ok: false, code: 'picture-damaged', detail: '' });
      await expect(result).rejects.toMatchObject({ code: 'picture-damaged' });
    },
  );
});

describe('the order', () => {
  test('user requests go before imports', async () => {
    const all = [inspect(), inspect(), compare()];
    expect([(await next()).kind, (await next()).kind, (await next()).kind]).toEqual([
      'compare',
      'inspect',
      'inspect',
    ]);
    broker.close();
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
  });
});

describe('cancelling', () => {
  test('a waiting job is dropped', async () => {
    const abort = new AbortController();
    const result = inspect(abort.signal);
    abort.abort();
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    const other = compare();
    expect((await next()).kind).toBe('compare');
    broker.close();
    await expect(other).rejects.toMatchObject({ name: 'AbortError' });
    await expect(inspect(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('a running job ends immediately, is notified at its next step, and its late output is removed', async () => {
    const abort = new AbortController();
    const result = inspect(abort.signal);
    const { id } = await next();
    const step = () => call('POST', `/step/${id}`, JSON.stringify({ step: 0, steps: 1 }));
    expect(await (await step()).json()).toEqual({ cancel: false });
    let send: ReadableStreamDefaultController | undefined;
    const slow = new ReadableStream({
      start(controller) {
        send = controller;
        controller.enqueue(new Uint8Array(10));
      },
    });
    const put = call('PUT', `/out/${id}/thumb-256`, slow);
    await eventually(() => expect(existsSync(thumb().path)).toBe(true));
    abort.abort();
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    send?.close();
    await put;
    expect(existsSync(thumb().path)).toBe(false);
    expect(await (await step()).json()).toEqual({ cancel: true });
  });
});

describe('when the window dies', () => {
  test('its jobs are retried once, alone, then given up, and the others continue', async () => {
    const first = inspect();
    const second = compare();
    const third = inspect();
    const dying = [await next(), await next()];
    broker.windowGone();
    expect(wakes).toBe(2);

    const alone = await next();
    expect(dying.map(({ id }) => id)).not.toContain(alone.id);
    expect((await done(dying[0]?.id ?? 0, compared)).status).toBe(410);
    const waiting = next();
    const early = await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 50, 'nothing'))]);
    expect(early).toBe('nothing');

    expect(alone.kind).toBe('compare');
    await done(alone.id, compared);
    await second;
    // The slot that waited gets the second suspect, which kills the window again.
    expect((await waiting).kind).toBe('inspect');
    broker.windowGone();
    await expect(first).rejects.toMatchObject({ code: 'imaging-crashed' });

    const last = await next();
    await call('PUT', `/out/${last.id}/thumb-256`, 'webp');
    await done(last.id, inspected);
    expect(await third).toEqual({ width: 4, height: 3 });
  });

  test('an output that arrived before is written again, and a dead slot gets no job', async () => {
    const result = inspect();
    const lost = await next();
    await call('PUT', `/out/${lost.id}/thumb-256`, 'old');
    const dead = poll();
    broker.windowGone();
    expect((await dead).status).toBe(204);
    const again = await next();
    expect((await call('PUT', `/out/${again.id}/thumb-256`, 'new')).status).toBe(204);
    await done(again.id, inspected);
    await result;
    expect(await readFile(thumb().path, 'utf8')).toBe('new');
  });

  test.each([
    { method: 'POST', to: 'step', name: '', body: JSON.stringify({ step: 1, steps: 2 }), status: 200 },
    { method: 'POST', to: 'done', name: '', body: JSON.stringify(inspected), status: 410 },
    { method: 'PUT', to: 'out', name: '/thumb-256', body: 'old', status: 410 },
  ])('a request to $to that arrives completely only then changes nothing', async (late) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const result = inspect();
    const { id } = await next();
    const body = new TransformStream<string, string>();
    const answer = call(
      late.method,
      `/${late.to}/${id}${late.name}`,
      body.readable.pipeThrough(new TextEncoderStream()),
    );
    broker.windowGone();
    const writer = body.writable.getWriter();
    await writer.write(late.body);
    await writer.close();
    expect((await answer).status).toBe(late.status);
    // The job waits for the next window, and isn't late yet.
    vi.advanceTimersByTime(19_000);
    expect(restarts).toBe(0);
    const again = await next();
    expect((await call('PUT', `/out/${again.id}/thumb-256`, 'new')).status).toBe(204);
    await done(again.id, inspected);
    await result;
    expect(await readFile(thumb().path, 'utf8')).toBe('new');
  });

  test('a window that never requests work is tried three times', async () => {
    const result = inspect();
    broker.windowGone();
    await eventually(() => expect(wakes).toBe(2));
    broker.windowGone();
    await eventually(() => expect(wakes).toBe(3));
    broker.windowGone();
    await expect(result).rejects.toMatchObject({ code: 'imaging-crashed' });
    const other = compare();
    await eventually(() => expect(wakes).toBe(4));
    await done((await next()).id, compared);
    expect(await other).toMatchObject({ identical: true });
  });
});

describe('time limits', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });

  test('a silent job ends the window three seconds after its limit, and steps keep it alive', async () => {
    const result = inspect();
    const { id } = await next();
    vi.advanceTimersByTime(32_000);
    await call('POST', `/step/${id}`, JSON.stringify({ step: 0, steps: 1 }));
    vi.advanceTimersByTime(32_900);
    expect(restarts).toBe(0);
    vi.advanceTimersByTime(200);
    await expect(result).rejects.toMatchObject({ code: 'picture-timeout' });
    expect(restarts).toBe(1);
  });

  test('a window that doesn’t request work within 20 seconds is replaced', async () => {
    const result = compare();
    vi.advanceTimersByTime(20_001);
    expect(restarts).toBe(1);
    vi.advanceTimersByTime(250);
    expect(wakes).toBe(2);
    await done((await next()).id, compared);
    expect(await result).toMatchObject({ identical: true });
    vi.advanceTimersByTime(25_000);
    expect(restarts).toBe(1);
  });

  test('a window that keeps crashing before requesting work is reopened with backoff, three times per job', async () => {
    let opened = 0;
    const broken = createBroker({
      wake: () => {
        opened += 1;
        queueMicrotask(() => broken.windowGone());
      },
      restart: () => broken.windowGone(),
      log,
    });
    const attempt = () =>
      createImaging(broken)
        .inspect(source(), [])
        .catch((error: unknown) => error);
    const openedAfter = async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms);
      return opened;
    };
    const first = attempt();
    expect([await openedAfter(0), await openedAfter(249), await openedAfter(1)]).toEqual([1, 1, 2]);
    expect([await openedAfter(499), await openedAfter(1), await openedAfter(60_000)]).toEqual([2, 3, 3]);
    expect(await first).toMatchObject({ code: 'imaging-crashed' });
    // The next job continues the backoff.
    const second = attempt();
    expect([await openedAfter(999), await openedAfter(1), await openedAfter(60_000)]).toEqual([3, 4, 4]);
    expect(await second).toMatchObject({ code: 'imaging-crashed' });
    broken.close();
  });

  test('a window idle for 30 seconds is closed, and a job opens another one', async () => {
    const first = compare();
    await done((await next()).id, compared);
    await first;
    void poll();
    vi.advanceTimersByTime(29_000);
    const second = compare();
    vi.advanceTimersByTime(29_000);
    expect(restarts).toBe(0);
    const id = (await next()).id;
    await done(id, compared);
    await second;
    vi.advanceTimersByTime(30_001);
    expect(restarts).toBe(1);
    expect(wakes).toBe(2);
    vi.advanceTimersByTime(60_000);
    expect(restarts).toBe(1);
    const third = compare();
    expect(wakes).toBe(3);
    await done((await next()).id, compared);
    expect(await third).toMatchObject({ identical: true });
  });

  test('a window opened ahead of a job waits as long, from the last announcement', async () => {
    broker.expect();
    expect(wakes).toBe(1);
    void poll();
    vi.advanceTimersByTime(20_000);
    broker.expect();
    vi.advanceTimersByTime(29_000);
    expect(restarts).toBe(0);
    vi.advanceTimersByTime(1_001);
    expect(restarts).toBe(1);
  });

  test('an idle slot gets an empty answer after a while, and polls again', async () => {
    const idle = poll();
    await vi.advanceTimersByTimeAsync(25_001);
    expect((await idle).status).toBe(204);
    const result = compare();
    await done((await next()).id, compared);
    await result;
  });
});
