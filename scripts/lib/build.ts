import { type ElectronRuntime, runtimeEnv } from '../electron-runtime/index.ts';
import { inProject, root } from './project.ts';
import { runNode } from './run.ts';

/** Path of electron-vite's CLI. */
export const ELECTRON_VITE = inProject('node_modules/electron-vite/bin/electron-vite.js');

/** Builds main, preload and renderer into out/. Returns the exit code. */
export function buildApp(runtime: ElectronRuntime): Promise<number> {
  const env = { ...process.env, ...runtimeEnv(runtime) };
  return runNode(ELECTRON_VITE, ['build', '--logLevel', 'warn'], { cwd: root, env });
}
