import { type ElectronRuntime, runtimeEnv } from '../electron-runtime/index.ts';
import { startXvfb } from './xvfb.ts';

/** Environment for tests and tools that open windows: on Linux always a virtual screen, never the user's. */
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
  // Otherwise Electron would use the user's Wayland session.
  delete env.WAYLAND_DISPLAY;
  return env;
}
