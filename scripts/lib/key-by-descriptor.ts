import type { RunOptions } from './run.ts';

/** Has a key of the environment handed over in a pipe: in the environment of the app's processes others could read it. */
export function keyByDescriptor(env: NodeJS.ProcessEnv): Pick<RunOptions, 'env' | 'secret'> {
  const { RESEED_API_KEY: secret, ...rest } = env;
  // Windows has no numbered descriptors to inherit.
  if (!secret || process.platform === 'win32') return { env };
  return { env: { ...rest, RESEED_API_KEY_FD: '3' }, secret };
}
