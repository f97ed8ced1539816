import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { codeLengths } from '../../src/renderer/imaging/code-lengths.ts';
import { createRunPacker } from '../../src/renderer/imaging/run-deflate.ts';
import { fc } from '../fixtures/property.ts';

function packed(parts: readonly Uint8Array[]): Buffer {
  const packer = createRunPacker();
  return Buffer.concat([...parts.map((part) => packer.add(part)), packer.end()]);
}

/** Each byte as often as asked, spread by a step that passes through all places. */
function bytesOf(counts: readonly number[]): Uint8Array {
  const sorted = counts.flatMap((count, byte) => new Array<number>(count).fill(byte));
  const out = new Uint8Array(sorted.length);
  for (const [i, byte] of sorted.entries()) out[(i * 7919) % sorted.length] = byte;
  return out;
}

describe('createRunPacker', () => {
  it('packs parts of noise and runs into one stream that any decoder reads', () => {
    const noise = fc.uint8Array({ maxLength: 600 });
    const runs = fc
      .array(fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 700 })), { maxLength: 12 })
      .map((all) => Uint8Array.from(all.flatMap(([byte, count]) => new Array<number>(count).fill(byte))));
    fc.assert(
      fc.property(fc.array(fc.oneof(noise, runs), { maxLength: 6 }), (parts) => {
        expect(inflateSync(packed(parts)).equals(Buffer.concat(parts))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('packs runs of every length', () => {
    const parts = Array.from({ length: 600 }, (_, length) =>
      Uint8Array.from({ length: length + 1 }, (_, i) => (i === length ? 1 + (length % 255) : 0)),
    );
    expect(inflateSync(packed([Buffer.concat(parts)])).equals(Buffer.concat(parts))).toBe(true);
  });

  it('packs more than one block, with bytes whose codes would be too long', () => {
    // Counts like Fibonacci numbers make the deepest tree.
    const counts = [1, 1];
    while (counts.length < 25) counts.push((counts.at(-1) ?? 0) + (counts.at(-2) ?? 0));
    const deep = bytesOf(counts);
    expect(deep.length).toBeGreaterThan(196_000);
    const parts = [deep, deep.toReversed(), new Uint8Array(300_000)];
    expect(inflateSync(packed(parts)).equals(Buffer.concat(parts))).toBe(true);
  });

  it('packs large even areas to almost nothing', () => {
    expect(packed([new Uint8Array(1_000_000)]).length).toBeLessThan(4_000);
  });
});

describe('codeLengths', () => {
  it('uses all codes of the length it may take, and no longer one', () => {
    const counts = fc.array(fc.oneof(fc.constant(0), fc.nat(9), fc.nat(2 ** 20)), {
      minLength: 2,
      maxLength: 286,
    });
    fc.assert(
      fc.property(counts, fc.integer({ min: 9, max: 15 }), (all, most) => {
        const own = Uint32Array.from(all);
        own[0] = 1;
        own[1] = 1;
        const lengths = codeLengths(own, most);
        let used = 0;
        for (const [symbol, length] of lengths.entries()) {
          expect(length > 0).toBe((own[symbol] ?? 0) > 0);
          expect(length).toBeLessThanOrEqual(most);
          if (length > 0) used += 2 ** -length;
        }
        expect(used).toBe(1);
      }),
    );
  });
});
