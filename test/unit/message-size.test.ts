import { expect, it } from 'vitest';
import { messageBytes, messageBytesAtMost } from '../../src/main/library/message-size.ts';
import { picture } from '../fakes/records.ts';
import { fc } from '../fixtures/property.ts';

it('the upper bound is never below the actual message size', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());
  const value = fc.letrec((again) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.double(),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(again('any')),
      fc.dictionary(text, again('any')),
    ),
  })).any;
  fc.assert(
    fc.property(value, (some) => {
      expect(messageBytesAtMost(some)).toBeGreaterThanOrEqual(messageBytes(some));
    }),
    { numRuns: 2000, examples: [[-0.0000011627860377938932], [-Number.MIN_VALUE], [-Number.MAX_VALUE]] },
  );
});

it('a slice of pictures with ordinary names is measured without serializing', () => {
  const id = 1_100_000;
  const made = { name: 'IMG_2041 (watercolor 12).jpeg', origin: 'result', mime: 'image/jpeg' } as const;
  const of = { editId: id, parentId: id, rootId: id, bytes: 12_000_000, width: 4096, height: 4096 };
  const pictures = Array.from({ length: 100 }, () => picture(id, { ...made, ...of, work: 'uncertain' }));
  expect(messageBytesAtMost(pictures)).toBeLessThan(58_000);
});
