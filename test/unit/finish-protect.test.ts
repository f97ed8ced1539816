import { describe, expect, it } from 'vitest';
import { replaceProtected } from '../../src/renderer/imaging/finish/protect.ts';
import { collectBands, rowsOfBlock, rowsOfMask } from '../../src/renderer/imaging/finish/rows.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { finishProtected } from '../fixtures/finish-protected.ts';
import { boxMask, noiseBlock, pasted } from '../fixtures/noise-block.ts';
import { randomPhotograph } from '../fixtures/synthetic-edits/photographs.ts';

const SIZE = { width: 320, height: 210 };

function outgoing(block: PixelBlock, mask: Uint8Array): PixelBlock {
  return collectBands(block, replaceProtected(rowsOfBlock(block), rowsOfMask(block, mask)));
}

describe('replaceProtected', () => {
  const face = boxMask(SIZE, { x: 40, y: 30, width: 90, height: 110 });

  it('sends the same bytes regardless of the pixels under the mask', async () => {
    const photograph = await randomPhotograph(createRandom(1, 'protect'), SIZE.width, SIZE.height);
    const sent = outgoing(photograph, face);
    for (let seed = 1; seed <= 5; seed++)
      expect(outgoing(pasted(photograph, noiseBlock(seed, SIZE), face), face).data).toEqual(sent.data);
    const outside = photograph.data.filter((_, i) => face[i >> 2] === 0);
    expect(sent.data.filter((_, i) => face[i >> 2] === 0)).toEqual(outside);
  });

  it('hides transparency under the mask too', () => {
    const block = noiseBlock(1, SIZE);
    const clear = { ...block, data: block.data.map((v, i) => (i % 4 === 3 && face[i >> 2] ? 0 : v)) };
    expect(outgoing(clear, face).data).toEqual(outgoing(block, face).data);
  });

  it('fills with the surrounding colors', () => {
    const flat = { ...SIZE, data: noiseBlock(1, SIZE).data.map((_, i) => [40, 90, 160, 255][i % 4]!) };
    const sent = outgoing(pasted(flat, noiseBlock(2, SIZE), face), face);
    expect(sent.data).toEqual(flat.data);
  });

  it('sends plain gray if everything is protected', () => {
    const all = new Uint8Array(SIZE.width * SIZE.height).fill(1);
    const sent = outgoing(noiseBlock(1, SIZE), all);
    expect([...new Set(sent.data)].sort()).toEqual([128, 255]);
  });
});

describe('what was protected', () => {
  const face = boxMask(SIZE, { x: 40, y: 30, width: 90, height: 110 });

  it('is restored byte for byte', () => {
    const [source, finished] = [noiseBlock(1, SIZE), noiseBlock(2, SIZE)];
    const { picture } = finishProtected(source, finished, face);
    expect(picture.data).toEqual(pasted(finished, source, face).data);
  });

  it('is removed from a composite’s mask', () => {
    const wide = boxMask(SIZE, { x: 20, y: 10, width: 200, height: 190 });
    const { mask: left } = finishProtected(noiseBlock(1, SIZE), noiseBlock(2, SIZE), face, wide);
    for (let at = 0; at < left.length; at++) expect(left[at]).toBe(face[at] ? 0 : wide[at]);
  });
});
