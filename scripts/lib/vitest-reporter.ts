import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { countTests, firstLine, type TestRecord } from './outcome.ts';

/** Writes the outcome to RESEED_OUTCOME. Vitest's own JSON omits why a test was skipped. */
// biome-ignore lint/style/noDefaultExport: vitest takes a reporter from a file's default export
export default class OutcomeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env.RESEED_OUTCOME;
    if (!file) throw new Error('RESEED_OUTCOME is not set');
    const tests = modules.flatMap((module) => [...module.children.allTests()].map(record));
    const errors = unhandled.map((error) => `unhandled error: ${error.message}`);
    for (const module of modules) {
      const ownErrors = module.errors();
      const empty = [...module.children.allTests()].length === 0;
      // A file that failed to load, or whose hooks failed, counts as failed even if none of its tests did.
      if (ownErrors.length > 0) errors.push(`${module.relativeModuleId}: ${ownErrors[0]?.message}`);
      else if (empty) errors.push(`${module.relativeModuleId} holds no test`);
      else if (module.state() === 'pending') errors.push(`${module.relativeModuleId} did not finish`);
    }
    writeFileSync(file, JSON.stringify(countTests(tests, errors)));
  }
}

type Test = ReturnType<TestModule['children']['allTests']> extends Iterable<infer T> ? T : never;

function record(test: Test): TestRecord {
  const name = `${test.module.relativeModuleId} > ${test.fullName}`;
  const result = test.result();
  if (result.state === 'passed') return { name, state: 'passed' };
  const failed = result.state === 'failed';
  const reason = failed ? firstLine(result.errors[0]?.message) : result.state === 'skipped' && result.note;
  return { name, state: failed ? 'failed' : 'skipped', ...(reason ? { reason } : {}) };
}
