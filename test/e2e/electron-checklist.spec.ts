import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { electronExecutable } from '../../scripts/lib/launch.ts';
import { inProject } from '../../scripts/lib/project.ts';
import { setFuses, wrongFuses } from '../../scripts/package/fuses.ts';
import { expect, test } from './support/app.ts';
import { CHECKLIST } from './support/checklist/items.ts';
import { MUTATIONS, type Mutation, mutatedApp } from './support/checklist/mutations.ts';
import { openTarget } from './support/checklist/target.ts';

/** `npm run test:security` tries each mutation in its own app; otherwise compatible mutations share one app. */
const SEPARATELY = process.env.RESEED_MUTATIONS === 'each';

/** Longest wait for each point, in milliseconds. A mutated page may never answer: the app does not follow the point then. */
const LIMIT_MS = 30_000;
const LIMIT_MUTATED_MS = 4_000;

/** The findings of points of the checklist for an app, by number. Points without a finding are left out. */
async function examine(
  code: string,
  scratch: string,
  points: typeof CHECKLIST = CHECKLIST,
  limitMs = LIMIT_MS,
): Promise<Record<number, string[]>> {
  const target = await openTarget(code, scratch);
  const found: Record<number, string[]> = {};
  try {
    for (const { number, problems } of points) {
      const list = await Promise.race([
        problems(target).catch((error: unknown) => [String(error)]),
        sleep(limitMs, ['no answer'], { ref: false }),
      ]);
      if (list.length > 0) found[number] = list;
    }
  } finally {
    const child = target.app.process();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
  return found;
}

test('the built app passes every runtime check of Electron’s security checklist', async ({ folder }) => {
  expect(CHECKLIST.map(({ number }) => number)).toEqual(
    [...Array(20).keys()].map((n) => n + 1).filter((n) => n !== 19),
  );
  expect(await examine(inProject('.'), folder)).toEqual({});
  const mutated = new Set([...MUTATIONS.map(({ item }) => item), 19]);
  expect(CHECKLIST.filter(({ number }) => !mutated.has(number))).toEqual([]);
  console.log(`checklist: 20 points, ${MUTATIONS.length + 1} mutations of ${mutated.size} points`);
});

test('point 19: all fuses of the real binary are set, and a flipped one is detected', async ({ folder }) => {
  const binary = join(folder, 'electron');
  await cp(await electronExecutable(), binary);
  await setFuses(binary);
  expect(await wrongFuses(binary)).toEqual([]);
  await flipFuses(binary, { version: FuseVersion.V1, [FuseV1Options.RunAsNode]: true });
  expect(await wrongFuses(binary)).toEqual(['RunAsNode is ENABLE, not DISABLE']);
});

const groups: readonly (readonly Mutation[])[] = SEPARATELY
  ? MUTATIONS.map((mutation) => [mutation])
  : [...Map.groupBy(MUTATIONS, ({ group }) => group).values()];

for (const [index, group] of groups.entries()) {
  const items = [...new Set(group.map(({ item }) => item))];
  test(`a flipped setting is detected: points ${items.join(', ')} (app ${index + 1} of ${groups.length})`, async ({
    folder,
  }) => {
    const code = await mutatedApp(join(folder, 'app'), group);
    // The short form asks only the points that must notice: a flipped setting may keep others from an answer.
    const points = SEPARATELY ? CHECKLIST : CHECKLIST.filter(({ number }) => items.includes(number));
    const found = Object.keys(await examine(code, folder, points, LIMIT_MUTATED_MS)).map(Number);
    expect(items.filter((number) => !found.includes(number))).toEqual([]);
    if (SEPARATELY) console.log(`mutation ${items[0]}: found by points ${found.join(', ')}`);
  });
}
