import { spawn } from 'node:child_process';
import { app } from 'electron';
import type { Environment } from '../env.ts';
import type { AppControl } from '../updates/install-update.ts';
import { restartWith } from './data-folder.ts';

/** Implements the port through which an update ends the app. Quitting still asks about paid calls. */
export function createAppControl(environment: Environment, reveal: (path: string) => void): AppControl {
  return {
    reveal,
    restart: (executable) => restartWith(environment, null, executable),
    runAfterQuit(program, args) {
      app.once('quit', () => {
        const child = spawn(program, args, { detached: true, stdio: 'ignore' });
        // It is too late to report anything: the old version stays.
        child.on('error', () => {});
        child.unref();
      });
      app.quit();
    },
  };
}
