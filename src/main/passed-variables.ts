import { readDescriptor } from './read-descriptor.ts';

/** A number that fits into four digits. */
export const DESCRIPTOR = /^\d{1,4}$/;

/** The environment of the process as it was passed in. */
export interface PassedVariables {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The text in the descriptor that `RESEED_API_KEY_FD` names, or null. */
  readonly inDescriptor: string | null;
}

/** Takes the variables, and removes the key from the environment, for everything that is started from now on. */
export function takePassedVariables(env: NodeJS.ProcessEnv, read = readDescriptor): PassedVariables {
  const variables = { ...env };
  // Electron passes this process's environment to every page's preload, and child processes inherit it. Processes that
  // Chromium started before this line have a copy; only a key passed in by `RESEED_API_KEY_FD` is in none of them.
  delete env.RESEED_API_KEY;
  delete env.RESEED_API_KEY_FD;
  const descriptor = variables.RESEED_API_KEY_FD ?? '';
  return { variables, inDescriptor: DESCRIPTOR.test(descriptor) ? read(Number(descriptor)) : null };
}
