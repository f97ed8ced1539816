/** Loads a list that comes in pages because of the message size limit. */
export async function wholeList<T>(
  page: (after: string | null) => Promise<{ readonly items: readonly T[]; readonly next: string | null }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let after: string | null = null;
  do {
    const { items, next }: { readonly items: readonly T[]; readonly next: string | null } = await page(after);
    all.push(...items);
    after = next;
  } while (after !== null);
  return all;
}
