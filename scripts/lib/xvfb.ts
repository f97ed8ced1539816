import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { guardChild } from './run.ts';
import { Missing } from './script.ts';

export interface Screen {
  /** Value for DISPLAY. */
  readonly display: string;
  readonly stop: () => Promise<void>;
}

/** Starts a virtual screen of 1600x1000 on a free display number that Xvfb picks. */
export async function startXvfb(size = '1600x1000x24'): Promise<Screen> {
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
  guardChild(child);
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  let timer: NodeJS.Timeout | undefined;
  const number = await new Promise<string>((resolve, reject) => {
    let text = '';
    const fail = (why: string): void => reject(new Missing(`Xvfb did not start: ${why} ${errors}`.trim()));
    timer = setTimeout(() => fail('no answer in 20 s.'), 20_000);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`code ${code}.`));
    (child.stdio[3] as Readable).setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes('\n')) resolve(text.trim());
    });
  }).finally(() => clearTimeout(timer));
  return { display: `:${number}`, stop };
}

/** Whether a screen is available for windows. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env, platform = process.platform): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
