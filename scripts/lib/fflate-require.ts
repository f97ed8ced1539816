import type { Plugin } from 'vite';

/**
 * Renames `require` in fflate, which makes one for itself. electron-vite declares another one in each chunk that seems to
 * need it, and with both the chunk doesn't load.
 */
export const fflateRequire: Plugin = {
  name: 'fflate-require',
  transform(code, id) {
    if (!/\/fflate\/esm\/index\.mjs$/.test(id)) return undefined;
    const renamed = code
      .replace("var require = createRequire('/');", "var requireOf = createRequire('/');")
      .replace("(_a = require('worker_threads')", "(_a = requireOf('worker_threads')");
    if (renamed.split('requireOf').length !== 3) throw new Error(`${id} has no \`require\` of its own`);
    return renamed;
  },
};
