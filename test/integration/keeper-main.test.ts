import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createBackupService } from '../../src/main/backups/backup-service.ts';
import { createHealthService } from '../../src/main/health/health-service.ts';
import { createKeeper } from '../../src/main/keeper/keeper.ts';
import { revisionOf } from '../../src/main/library/database/revision.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { createTroubles } from '../../src/main/troubles.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { longestStretch } from '../fixtures/longest-stretch.ts';
import { sidecarService } from '../fixtures/sidecar-service.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/** `RESEED_KEPT=100000` for the target's size. */
const PICTURES = Number(process.env.RESEED_KEPT ?? 2_000);

it('main is never held while the keeper writes sidecars, makes a backup and checks every file', {
  timeout: 300_000 + PICTURES * 60,
}, async () => {
  const keeper = createKeeper(startKeeperThread, memoryLog());
  const library = await openLibrary(tempFolder(), memoryLog());
  const { db, objects, folder } = library;
  const dbPath = join(folder, DB_NAME);
  const troubles = createTroubles(() => {});
  const shared = { keeper, db, folder, dbPath, clock: Date.now, log: memoryLog(), troubles };
  fillLibrary(library, PICTURES);
  const sidecars = sidecarService(library, keeper);
  const backups = createBackupService({
    ...shared,
    changes: () => revisionOf(db),
    hasContent: () => true,
    everyMs: 1e9,
    suspect: () => {},
  });
  const health = createHealthService({ ...shared, objects, onProgress: () => {}, everyMs: 1e9 });
  onTestFinished(async () => {
    for (const each of [sidecars, backups, health, keeper]) await each.close();
    library.close();
  });

  const held = {
    sidecars: await longestStretch(() => sidecars.flush()),
    backup: await longestStretch(() => backups.backUp()),
    check: await longestStretch(() => health.check()),
  };
  const parts = Object.entries(held).map(([job, ms]) => `${job} ${ms.toFixed(0)} ms`);
  console.info(`keeper: ${PICTURES} pictures, main held at most: ${parts.join(', ')} (target 50)`);
  expect(Math.max(...Object.values(held))).toBeLessThan(50);
});
