import type { PictureSource } from '@shared/contract.ts';

/** Maximum size of a shortcut file. */
const BYTES_MAX = 64 * 1024;

/** Whether a file is a shortcut to an address, created by a browser or desktop. */
export function isShortcut({ name }: File): boolean {
  return /\.(url|website|webloc|desktop)$/i.test(name);
}

/** Returns the address in a shortcut file, or null if none can be fetched. */
export async function shortcutSource(file: File): Promise<PictureSource | null> {
  const text = await file
    .slice(0, BYTES_MAX)
    .text()
    .catch(() => '');
  // `URL=` on Windows and Linux. macOS stores the address in a property list.
  const address = /^\s*URL=(\S+)/im.exec(text)?.[1] ?? /https?:\/\/[^\s<>"\p{Cc}\ufffd]+/iu.exec(text)?.[0];
  if (!address || !/^https?:/i.test(address)) return null;
  const plain = /\.webloc$/i.test(file.name) ? address.replaceAll('&amp;', '&') : address;
  return { addresses: [plain.slice(0, 8192)], shortcut: file.name.slice(-1024) };
}
