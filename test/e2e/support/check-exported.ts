import { basename } from 'node:path';
import type { EditEntry } from '@shared/domain/edit.ts';
import { answerDialogs, expect, type Running } from './app.ts';
import { countPixels, maskPixels, pixelsOf, storedPng } from './pixels.ts';

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
  await expect(running.page.getByText(basename(saved)).first()).toBeVisible();
  const [before, after, mask, hidden] = await Promise.all([
    pixelsOf(photo),
    pixelsOf(saved),
    maskPixels(storedPng(running, version.finish.maskSha256)),
    maskPixels(storedPng(running, edit.prepare.protect)),
  ]);
  expect(after.length).toBe(before.length);
  const { outside, inside, insideChanged } = version.finish.certificate;
  expect(countPixels(before, after, mask)).toEqual({ outside, outsideChanged: 0, inside, insideChanged });
  expect(insideChanged).toBeGreaterThan(1_000);
  const protectedCounts = countPixels(before, after, hidden);
  expect(protectedCounts.insideChanged).toBe(0);
  expect(protectedCounts.inside).toBeGreaterThan(0);
}
