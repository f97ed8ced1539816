import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../../lib/run.ts';
import { Missing } from '../../lib/script.ts';

/** Debian package of each library that Electron links to. Debian 13 and newer Ubuntus add `t64` to some names. */
const PACKAGES: Readonly<Record<string, string>> = {
  'ld-linux-x86-64.so.2': 'libc6',
  'ld-linux-aarch64.so.1': 'libc6',
  'libasound.so.2': 'libasound2t64 | libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0t64 | libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0t64 | libatspi2.0-0',
  'libc.so.6': 'libc6',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2t64 | libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdl.so.2': 'libc6',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgcc_s.so.1': 'libgcc-s1',
  'libgio-2.0.so.0': 'libglib2.0-0t64 | libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0t64 | libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0t64 | libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0t64 | libgtk-3-0',
  'libm.so.6': 'libc6',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libpthread.so.0': 'libc6',
  'librt.so.1': 'libc6',
  'libsmime3.so': 'libnss3',
  'libstdc++.so.6': 'libstdc++6',
  'libudev.so.1': 'libudev1',
  'libX11.so.6': 'libx11-6',
  'libxcb.so.1': 'libxcb1',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libXrandr.so.2': 'libxrandr2',
};

/** Loaded at start without being linked to. Electron exits immediately if it is missing. */
const LOADED = ['libx11-xcb1'] as const;

/** Programs it starts: the system's trash (`gio`), and links in the browser (`xdg-open`). */
const PROGRAMS = ['libglib2.0-bin', 'xdg-utils'] as const;

/** Loaded if present: the keyring that seals the API key, notifications, fonts, the graphics driver. */
export const RECOMMENDED = [
  'libsecret-1-0',
  'libnotify4',
  'fonts-dejavu-core | fonts-freefont-ttf',
  'libgl1',
  'libgl1-mesa-dri',
];

/** What an executable or library requires from the dynamic linker. */
export interface Linked {
  readonly libraries: readonly string[];
  /** Newest glibc version whose symbols it uses, such as 2.34. Null if none. */
  readonly glibc: string | null;
}

/** Parses the output of `objdump -p`. */
export function parseObjdump(text: string): Linked {
  const libraries = [...text.matchAll(/^\s*NEEDED\s+(\S+)$/gm)].map((match) => match[1] as string);
  const versions = [...text.matchAll(/\bGLIBC_(\d+\.\d+)/g)].map((match) => match[1] as string);
  return { libraries, glibc: versions.sort(compareVersions).at(-1) ?? null };
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/**
 * Returns the Depends field for these files. Throws for a library without a known package, because it would
 * be missing on a clean system.
 */
export function dependsOn(linked: readonly Linked[], own: ReadonlySet<string>): string[] {
  const libraries = new Set(linked.flatMap((file) => file.libraries));
  const packages = new Set<string>([...LOADED, ...PROGRAMS]);
  for (const library of libraries) {
    if (own.has(library)) continue;
    const name = PACKAGES[library];
    if (!name) throw new Missing(`no Debian package is known for ${library}, which Electron links to.`);
    packages.add(name);
  }
  const glibc = linked
    .flatMap((file) => file.glibc ?? [])
    .sort(compareVersions)
    .at(-1);
  return [...packages].map((name) => (name === 'libc6' && glibc ? `libc6 (>= ${glibc})` : name)).sort();
}

/** Executables and libraries below a folder, by path. */
export function elfFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const isElf = (name: string) =>
    /^(reseed|chrome-sandbox|chrome_crashpad_handler)$|\.(so(\.\d+)?|node)$/.test(name);
  return entries
    .filter((entry) => entry.isFile() && isElf(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Returns the Depends field of a packaged app, from its executables and libraries. */
export async function debianDepends(app: string): Promise<string[]> {
  const files = elfFiles(app);
  const linked: Linked[] = [];
  for (const file of files) {
    const { code, out, err } = await capture('objdump', ['-p', file]);
    if (code !== 0) throw new Missing(`objdump (Debian's binutils) could not read ${file}: ${err.trim()}`);
    linked.push(parseObjdump(out));
  }
  return dependsOn(linked, new Set(files.map((file) => file.split('/').at(-1) as string)));
}
