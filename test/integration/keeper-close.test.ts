import { expect, it } from 'vitest';
import { startChild } from '../fixtures/start-child.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

/** `RESEED_KILLS=50` for more. */
const TIMES = Number(process.env.RESEED_KILLS ?? 10);
const SEED = Number(process.env.RESEED_SEED ?? 3);

it(
  `a keeper that is ended ${TIMES} times in the middle of its work doesn’t crash the process`,
  async () => {
    const child = startChild('keeper-close-child.ts', tempFolder(), String(TIMES), String(SEED));
    await child.closed;
    expect(child.lines()).toEqual([`ended ${TIMES}`]);
  },
  120_000 + TIMES * 10_000,
);
