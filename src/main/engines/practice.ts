import { join } from 'node:path';
import type { Engine, Imaging } from '../ports.ts';

/** The built-in filters as an engine: free, repeatable, offline. */
export function createPracticeEngine(imaging: Imaging): Engine {
  return {
    id: 'practice',
    repeatable: true,
    needsNetwork: false,
    async run({ edit, source, stagingDir, signal, reporter }) {
      reporter.sending();
      const path = join(stagingDir, 'result');
      const { mime } = await imaging.practice(source, edit, path, {
        signal,
        onStep: (step, steps) => reporter.progress(step, steps),
      });
      reporter.downloading();
      return [{ path, mime }];
    },
  };
}
