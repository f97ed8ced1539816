import { type ChildProcess, spawn } from 'node:child_process';
import { type ElectronApplication, _electron as electron } from '@playwright/test';
import { prepareElectron } from '../electron-runtime/index.ts';
import { root } from './project.ts';
import { writeSecret } from './run.ts';
import { sandboxArgs } from './sandbox.ts';

export interface LaunchOptions {
  /** Folder for all of the app's data. */
  readonly userData: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files or switches after the app's path. */
  readonly args?: readonly string[];
  /** App folder. Default: the project's built app. */
  readonly app?: string;
  /** Written into descriptor 3 of an app that is spawned. */
  readonly secret?: string;
}

let prepared: Promise<string> | undefined;

/** Absolute path of the Electron to use, or RESEED_ELECTRON if a script has already found it. */
export function electronExecutable(): Promise<string> {
  prepared ??= process.env.RESEED_ELECTRON
    ? Promise.resolve(process.env.RESEED_ELECTRON)
    : prepareElectron().then((runtime) => runtime.executable);
  return prepared;
}

function launchArgs(options: LaunchOptions): string[] {
  return [...sandboxArgs(), options.app ?? root, ...(options.args ?? [])];
}

function launchEnv(options: LaunchOptions): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...process.env, ...options.env })) {
    // Tests must not use the API key or server of the person who runs them.
    const isOwn = name.startsWith('RESEED_') && !(options.env && name in options.env);
    if (value !== undefined && !isOwn) env[name] = value;
  }
  env.RESEED_USER_DATA = options.userData;
  return env;
}

/** Starts the built app in a real Electron under Playwright's control. */
export async function launchElectron(options: LaunchOptions): Promise<ElectronApplication> {
  return electron.launch({
    executablePath: await electronExecutable(),
    args: launchArgs(options),
    env: launchEnv(options),
    timeout: 60_000,
  });
}

/** Starts the built app as a user's shell would, without a debugger. RESEED_ELECTRON must be set. */
export function spawnElectron(options: LaunchOptions): ChildProcess {
  const executable = process.env.RESEED_ELECTRON;
  if (!executable) throw new Error('RESEED_ELECTRON is not set: run this through `npm run e2e`.');
  const { secret } = options;
  const child = spawn(executable, launchArgs(options), {
    env: launchEnv(options),
    stdio: ['ignore', 'pipe', 'pipe', ...(secret === undefined ? [] : (['pipe'] as const))],
  });
  if (secret !== undefined) writeSecret(child, secret);
  return child;
}
