import type { EditEntry } from '@shared/domain/edit.ts';
import { expect, type Running } from './app.ts';

/** Returns the newest edit of the library's first picture, or null. */
export function newestEntry({ page }: Pick<Running, 'page'>): Promise<EditEntry | null> {
  return page.evaluate(async () => {
    const tree = await window.reseed?.history.tree({ imageId: 1, before: null });
    return tree?.ok ? (tree.value.entries[0] ?? null) : null;
  });
}

/** Waits until the result of that edit has this many finished versions. */
export async function entryWithVersions(running: Running, versions: number): Promise<EditEntry> {
  const count = async () => (await newestEntry(running))?.results[0]?.finished.length;
  await expect.poll(count, { timeout: 300_000 }).toBe(versions);
  return (await newestEntry(running)) as EditEntry;
}
