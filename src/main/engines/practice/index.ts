import { join } from 'node:path';
import { EngineInfo } from '@shared/domain/engine.ts';
import { PRACTICE_FILTERS } from '@shared/domain/practice-filters.ts';
import { type Engine, type Imaging, sourceIn } from '../../ports.ts';
import { type EngineModule, traitsOf } from '../module.ts';
import json from './engine.json' with { type: 'json' };

const info = EngineInfo.parse(json);

/** The built-in filters as an engine: free, repeatable, offline. */
export function createPracticeEngine(imaging: Imaging): Engine {
  return {
    ...traitsOf(info),
    async run({ edit, inputs, stagingDir, signal, reporter }) {
      reporter.sending();
      const path = join(stagingDir, 'result');
      const { mime } = await imaging.practice(sourceIn(inputs), edit, path, {
        signal,
        onStep: (step, steps) => reporter.progress(step, steps),
      });
      reporter.downloading();
      return { pictures: [{ path, mime }] };
    },
  };
}

export const practice: EngineModule = {
  info,
  // The window that renders it needs its defaults, too.
  models: [PRACTICE_FILTERS],
  create: ({ imaging }) => ({ engine: createPracticeEngine(imaging), test: null, isReachable: null }),
};
