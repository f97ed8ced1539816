import { type ElectronRuntime, prepareElectron, runtimeEnv } from '../electron-runtime/index.ts';
import { whyNoSandbox } from './sandbox.ts';
import { Missing, say, withCleanup } from './script.ts';
import { hasDisplay, startXvfb } from './xvfb.ts';

export interface Stage {
  readonly runtime: ElectronRuntime;
  /** Environment in which this runtime's windows open on the right screen. */
  readonly env: NodeJS.ProcessEnv;
  /** Why Electron has to run without its sandbox, if it has to. */
  readonly whyNoSandbox: string | undefined;
}

/**
 * Runs `body` with an Electron and a screen: the user's own, or with `--xvfb` in the arguments a virtual one.
 * `virtualCommand` is the command to suggest if there is no screen.
 */
export function withWindow(virtualCommand: string, body: (stage: Stage) => Promise<number>): Promise<number> {
  return withCleanup(async (defer) => {
    const virtual = process.argv.includes('--xvfb');
    if (!virtual && !hasDisplay()) {
      throw new Missing(
        `there is no display to open a window on; \`${virtualCommand}\` uses a virtual one (Xvfb).`,
      );
    }
    const runtime = await prepareElectron();
    const env = { ...process.env, ...runtimeEnv(runtime) };
    if (virtual && process.platform === 'linux') {
      const screen = await startXvfb();
      defer(screen.stop);
      env.DISPLAY = screen.display;
      say(`the window is on the virtual screen ${screen.display}; Ctrl+C ends it`);
    }
    const why = whyNoSandbox();
    if (why) say(`${why}, so Electron runs without its sandbox (--no-sandbox)`);
    return body({ runtime, env, whyNoSandbox: why });
  });
}
