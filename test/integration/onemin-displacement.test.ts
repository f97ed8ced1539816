import sharp from 'sharp';
import { expect, test } from 'vitest';
import { align } from '../../src/renderer/imaging/finish/align.ts';
import { compareResult } from '../../src/renderer/imaging/finish/compare-result.ts';
import { cornerDistance } from '../../src/renderer/imaging/finish/placement.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { displacedPlacement, USUAL_DISPLACEMENT } from '../onemin-server/displace.ts';
import { renderEdit } from '../onemin-server/render.ts';
import { PromptObject } from '../onemin-server/schema.ts';

async function pixelsOf(bytes: Buffer): Promise<PixelBlock> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}

test('displaced results are seeded, placed as reported, and change only the prompt’s place', async () => {
  const source = await sharp('resources/samples/coffee.png').toBuffer();
  const request = PromptObject.parse({
    imageUrl: 'x',
    prompt: 'a red ball at the top right',
    prompt_strength: 1,
    megapixels: '0.25',
    output_format: 'png',
    seed: 7,
  });
  const made = await renderEdit(source, request, 'none', USUAL_DISPLACEMENT);
  expect((await renderEdit(source, request, 'none', USUAL_DISPLACEMENT)).bytes.equals(made.bytes)).toBe(true);
  const other = await renderEdit(source, request, 'none', { ...USUAL_DISPLACEMENT, seed: 2 });
  expect(other.bytes.equals(made.bytes)).toBe(false);

  const [sent, result] = [await pixelsOf(source), await pixelsOf(made.bytes)];
  const found = align(sent, result);
  if (!found.aligned) throw new Error(found.reason);
  const truth = displacedPlacement(USUAL_DISPLACEMENT, 7, sent, result);
  expect(cornerDistance(sent, found.placement, truth)).toBeLessThan(0.1);

  const { changed } = compareResult(sent, result, found.placement);
  const inside = {
    x: (0.78 * sent.width * truth.scaleX + truth.x) | 0,
    y: (0.22 * sent.height * truth.scaleY + truth.y) | 0,
  };
  expect(changed[inside.y * result.width + inside.x]).toBe(255);
  const share = changed.filter((value) => value !== 0).length / changed.length;
  expect(share).toBeLessThan(0.2);
});
