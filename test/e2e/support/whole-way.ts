import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditEntry } from '@shared/domain/edit.ts';
import type { Size } from '@shared/geometry.ts';
import sharp from 'sharp';
import { answerDialogs, expect, type Running } from './app.ts';

/** 24 megapixels. */
export const LARGE: Size = { width: 6000, height: 4000 };

/** The newest edit of the library's first picture, once its result has this many versions. */
export async function entryWithVersions({ page }: Running, versions: number): Promise<EditEntry> {
  const newest = () =>
    page.evaluate(async () => {
      const tree = await window.reseed?.history.tree({ imageId: 1, before: null });
      return tree?.ok ? (tree.value.entries[0] ?? null) : null;
    });
  const count = async () => (await newest())?.results[0]?.finished.length;
  await expect.poll(count, { timeout: 300_000 }).toBe(versions);
  return (await newest()) as EditEntry;
}

/** Pixels of the color channels, by sharp alone. */
const pixelsOf = (path: string) => sharp(path).removeAlpha().toColorspace('srgb').raw().toBuffer();

/** A mask of the library, one byte per pixel. */
async function maskOf({ userData }: Running, sha256: string): Promise<Buffer> {
  const path = join(userData, 'library/objects', sha256.slice(0, 2), `${sha256}.png`);
  return sharp(await readFile(path))
    .extractChannel(0)
    .raw()
    .toBuffer();
}

/**
 * Exports the shown version by `save`, and counts its pixels with another decoder than the app's. They must be
 * those of the certificate, and the protected pixels those of the photograph.
 */
export async function checkExported(
  running: Running,
  photo: string,
  { edit, results }: EditEntry,
  saved: string,
  save: () => Promise<void>,
): Promise<void> {
  const [version] = results[0]?.finished ?? [];
  if (!version || edit.prepare.protect === null) throw new Error('nothing was finished, or protected');
  await answerDialogs(running.app, saved);
  await save();
  await expect(running.page.getByText(/exported\.png/).first()).toBeVisible();
  const [before, after, mask, hidden] = await Promise.all([
    pixelsOf(photo),
    pixelsOf(saved),
    maskOf(running, version.finish.maskSha256),
    maskOf(running, edit.prepare.protect),
  ]);
  expect(after.length).toBe(before.length);
  const seen = { outside: 0, outsideChanged: 0, inside: 0, insideChanged: 0, protectedChanged: 0 };
  for (let at = 0, p = 0; at < mask.length; at++, p += 3) {
    const differs =
      before[p] !== after[p] || before[p + 1] !== after[p + 1] || before[p + 2] !== after[p + 2];
    const where = mask[at] === 0 ? 'outside' : 'inside';
    seen[where]++;
    if (!differs) continue;
    seen[`${where}Changed`]++;
    if (hidden[at] !== 0) seen.protectedChanged++;
  }
  const { outside, inside, insideChanged } = version.finish.certificate;
  expect(seen).toEqual({ outside, outsideChanged: 0, inside, insideChanged, protectedChanged: 0 });
  expect(insideChanged).toBeGreaterThan(1_000);
  expect(hidden.some((value) => value !== 0)).toBe(true);
}
