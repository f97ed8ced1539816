import { type Call, CALLS as CHANNELS } from '@shared/channels.ts';
import { contract } from '@shared/contract.ts';
import { EVERYTHING, SLICE_MAX } from '@shared/domain/library-query.ts';
import { describe, expect, it } from 'vitest';
import { answer } from '../../src/main/ipc/answer.ts';
import { createHandlers, type Shell } from '../../src/main/ipc/handlers.ts';
import { findImageRows } from '../../src/main/library/images/image-rows.ts';
import { addImportedImage } from '../../src/main/library/images/images.ts';
import { messageBytes } from '../../src/main/library/message-size.ts';
import type { Services } from '../../src/main/services.ts';
import { logText } from '../../src/shared/errors.ts';
import { addPictures, type CatalogRig, openCatalogRig } from '../fixtures/catalog-rig.ts';
import { fc } from '../fixtures/property.ts';
import { sha256 } from '../fixtures/seeded-pictures.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

const MESSAGE_MAX = 64 * 1024;
/** Payloads a channel. */
const PAYLOADS = Number(process.env.RESEED_PAYLOADS ?? 1000);

/** The app's handlers on a library, without those unrelated to lists. */
function handlersOf({ catalog, db }: CatalogRig) {
  const images = (ids: readonly number[]) => findImageRows(db, ids);
  const services = { lists: catalog, commands: catalog, images: { images } } as unknown as Services;
  return createHandlers(Promise.resolve(services), {} as Shell);
}

type NamesPage = { reply: unknown; names: readonly { name: string }[]; next: string | null } | { ok: false };

/** All names of a list by name, page by page; each page fits into one message, and there are several. */
async function namesOf(page: (after: string | null) => Promise<NamesPage>): Promise<string[]> {
  const all: string[] = [];
  let pages = 0;
  for (let after: string | null = null, first = true; first || after !== null; first = false) {
    const found: NamesPage = await page(after);
    if (!('reply' in found)) throw new Error('the call failed');
    expect(messageBytes(found.reply)).toBeLessThan(MESSAGE_MAX);
    all.push(...found.names.map(({ name }) => name));
    after = found.next;
    pages += 1;
  }
  expect(pages).toBeGreaterThan(1);
  return all;
}

describe('messages of the library', () => {
  it('a slice of the longest names stays below 64 KB, and the next one continues where it ended', async () => {
    const rig = await openCatalogRig(tempFolder());
    const handlers = handlersOf(rig);
    // Signs of three bytes each in UTF-8, and of two in memory.
    for (let n = 0; n < SLICE_MAX; n += 1)
      addImportedImage(
        rig.db,
        {
          name: '写'.repeat(196) + n,
          sha256: sha256(Buffer.from(`${n}`)),
          mime: 'image/png',
          bytes: 1,
          width: 1,
          height: 1,
        },
        1,
      );
    const seen: number[] = [];
    let windows = 0;
    while (seen.length < SLICE_MAX) {
      const request = { query: EVERYTHING, from: seen.length, count: SLICE_MAX };
      const reply = await answer('library.slice', request, handlers, memoryLog());
      expect(messageBytes(reply)).toBeLessThan(MESSAGE_MAX);
      if (!reply.ok) throw new Error(logText(reply.error));
      seen.push(...reply.value.pictures.map(({ id }) => id));
      windows += 1;
    }
    expect(windows).toBeGreaterThan(1);
    expect(seen).toEqual([...Array(SLICE_MAX).keys()].map((n) => SLICE_MAX - n));
    await rig.close();
  });

  it('all tags, collections and searches of one page with the longest names stay below 64 KB', async () => {
    const rig = await openCatalogRig(tempFolder());
    const handlers = handlersOf(rig);
    rig.db.pragma('synchronous = OFF');
    addPictures(rig.db, 1);
    const long = (n: number) => '写'.repeat(96) + String(n).padStart(4, '0');
    const names = [...Array(50).keys()].map(long);
    await rig.catalog.run({ do: 'add-tags', target: { ids: [1] }, names });
    for (let n = 0; n < 250; n += 1) {
      await rig.catalog.run({ do: 'create-collection', name: long(n) });
      await rig.catalog.run({
        do: 'save-search',
        name: long(n),
        query: { ...EVERYTHING, search: '写'.repeat(500) },
      });
    }
    for (const [call, input] of [
      ['library.tagsOf', { imageId: 1 }],
      ['library.completeTag', { beginning: '写', limit: 50 }],
      ['library.facets', {}],
    ] as const) {
      const reply = await answer(call, input, handlers, memoryLog());
      expect(reply, call).toMatchObject({ ok: true });
      expect(messageBytes(reply), call).toBeLessThan(MESSAGE_MAX);
    }
    rig.db.exec(`UPDATE saved_searches SET query = '{"from":"a newer version"}' WHERE id % 9 = 0`);
    const collections = await namesOf(async (after) => {
      const reply = await answer('library.collections', { after }, handlers, memoryLog());
      return reply.ok ? { reply, names: reply.value.collections, next: reply.value.next } : reply;
    });
    expect(collections).toHaveLength(250);
    const searches = await namesOf(async (after) => {
      const reply = await answer('library.searches', { after }, handlers, memoryLog());
      return reply.ok ? { reply, names: reply.value.searches, next: reply.value.next } : reply;
    });
    expect(searches).toHaveLength(250 - Math.floor(250 / 9));
    for (const names of [collections, searches]) expect(names).toEqual([...new Set(names)].sort());
    await rig.close();
  });
});

/** Answers of other services; `ipc-fuzz.test.ts` covers them. */
const OTHERS: readonly Call[] = [
  'library.purge',
  'library.takeStrays',
  'library.stopStrays',
  'library.leaveStrays',
];
const CALLS = CHANNELS.filter(
  (call): call is Call & `library.${string}` => call.startsWith('library.') && !OTHERS.includes(call),
);
const loose = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
  }),
  fc.constantFrom<unknown>(null, undefined, [], {}, Number.NaN, -1, '\0', '__proto__', { __proto__: null }),
);
/** Something that is nearly a request: the right names with anything in them. */
const nearly = fc.record(
  {
    query: fc.oneof(
      fc.constant(EVERYTHING),
      fc.record(
        {
          place: fc.constantFrom('library', 'trash', 'moon'),
          search: fc.oneof(fc.string({ unit: 'binary' }), loose),
          filter: fc.oneof(fc.constant({}), loose),
          sort: fc.constantFrom('time', 'name', 'size'),
          reversed: fc.oneof(fc.boolean(), loose),
        },
        { requiredKeys: ['place', 'search', 'filter', 'sort', 'reversed'] },
      ),
    ),
    from: fc.oneof(fc.integer(), loose),
    count: fc.oneof(fc.nat(200), loose),
    id: fc.oneof(fc.integer(), loose),
    imageId: fc.oneof(fc.integer(), loose),
    ids: fc.oneof(fc.array(fc.integer({ min: 1, max: 40 })), loose),
    beginning: fc.oneof(fc.string({ unit: 'binary' }), loose),
    limit: fc.oneof(fc.nat(100), loose),
    after: fc.oneof(fc.constant(null), fc.string({ unit: 'binary' }), loose),
    command: fc.oneof(
      loose,
      fc.record({ do: fc.constant('rename'), id: fc.nat(30), name: fc.string({ unit: 'binary' }) }),
      fc.record({
        do: fc.constant('rate'),
        target: fc.record({ ids: fc.array(fc.nat(30)) }),
        rating: fc.integer({ min: -1, max: 6 }),
      }),
      fc.record({
        do: fc.constantFrom(
          'rate',
          'rename',
          'add-tags',
          'merge-tags',
          'collect',
          'save-search',
          'format-disk',
        ),
        target: fc.oneof(fc.record({ ids: fc.array(fc.integer()) }), loose),
        name: fc.oneof(fc.string({ unit: 'binary' }), loose),
        names: fc.array(fc.string({ unit: 'binary' })),
        rating: fc.oneof(fc.nat(9), loose),
        id: fc.integer(),
      }),
    ),
  },
  { requiredKeys: [] },
);
/** Only the fields that a call has, so that some get through. */
const forCall = (call: Call) =>
  fc.oneof(
    loose,
    nearly,
    nearly.map((input) => {
      const shape = (contract[call].in as { shape?: object }).shape ?? {};
      return Object.fromEntries(Object.entries(input).filter(([key]) => key in shape));
    }),
  );

describe('1,000 payloads of anything', () => {
  it.each(CALLS)('%s refuses or answers each', async (call) => {
    const rig = await openCatalogRig(tempFolder());
    rig.db.pragma('synchronous = OFF');
    addPictures(rig.db, 20);
    const handlers = handlersOf(rig);
    const log = memoryLog();
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(forCall(call), async (payload) => {
        const reply = await answer(call, payload, handlers, log);
        if (reply.ok) answered += 1;
        else expect(['bad-request', 'not-found']).toContain(reply.error.code);
      }),
      { numRuns: PAYLOADS },
    );
    expect(log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
    expect(rig.db.pragma('quick_check', { simple: true })).toBe('ok');
    expect(answered).toBeGreaterThan(0);
    await rig.close();
  });
});
