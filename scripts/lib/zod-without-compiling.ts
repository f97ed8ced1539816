import type { Plugin } from 'vite';

const ZOD_CONFIG = '__zod_globalConfig = {}';

/**
 * Keeps zod in a page from compiling code. It tries whether it may when the first schema is made, before a page can
 * call `z.config`. The pages' policy refuses that, and reports it.
 */
export const zodWithoutCompiling: Plugin = {
  name: 'zod-without-compiling',
  transform(code, id) {
    if (!/\/zod\/v4\/core\/core\.js$/.test(id)) return undefined;
    if (!code.includes(ZOD_CONFIG)) throw new Error(`${id} doesn't contain “${ZOD_CONFIG}”`);
    return code.replace(ZOD_CONFIG, '__zod_globalConfig = { jitless: true }');
  },
};
