import { type ElectronRuntime, runtimeEnv } from '../electron-runtime/index.ts';
import { startXvfb } from './xvfb.ts';

/** Environment for tests and tools that open windows: always a virtual screen on Linux, never the user's own. */
export async function hiddenScreenEnv(
  runtime: ElectronRuntime,
  defer: (undo: () => Promise<void>) => void,
  size?: string,
): Promise<NodeJS.ProcessEnv> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...runtimeEnv(runtime) };
  if (process.platform !== 'linux') return env;
  const screen = await startXvfb(size);
  defer(screen.stop);
  env.DISPLAY = screen.display;
  // With it set, Electron would go to the user's Wayland session instead.
  delete env.WAYLAND_DISPLAY;
  return env;
}
