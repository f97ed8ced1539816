import { expect, it, onTestFinished, vi } from 'vitest';
import type { Keeper } from '../../src/main/keeper/keeper.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { eventually } from '../fixtures/eventually.ts';
import { sha256 } from '../fixtures/seeded-pictures.ts';
import { sidecarService } from '../fixtures/sidecar-service.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

const TICK_MS = 2_000;

it('delays sidecars while pictures are imported, but at most a minute', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const library = await openLibrary(tempFolder(), memoryLog());
  let now = 0;
  const run = vi.fn(async () => ({ records: [], files: 0, damaged: 0 }));
  const service = sidecarService(library, { run, close: async () => {} } as unknown as Keeper, {
    elapsed: () => now,
    everyMs: TICK_MS,
  });
  onTestFinished(async () => {
    await service.close();
    library.close();
  });
  let count = 0;
  const takeIn = () => {
    count += 1;
    const blob = {
      sha256: sha256(Buffer.from(`${count}`)),
      mime: 'image/png',
      bytes: 1,
      width: 1,
      height: 1,
    } as const;
    library.addImports([{ ...blob, name: `${count}.png`, createdAt: now }]);
  };
  const tick = async () => {
    now += TICK_MS;
    await vi.advanceTimersByTimeAsync(TICK_MS);
  };

  takeIn();
  await tick();
  expect(run).not.toHaveBeenCalled();
  await tick();
  await eventually(() => expect(run).toHaveBeenCalledTimes(1));

  for (let seconds = 0; seconds < 60; seconds += 2) {
    takeIn();
    await tick();
  }
  expect(run).toHaveBeenCalledTimes(1);
  takeIn();
  await tick();
  await eventually(() => expect(run).toHaveBeenCalledTimes(2));
});
