import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backupFolder } from '../../src/main/library/backups/backup-files.ts';
import { checkBackup } from '../../src/main/library/backups/check-backup.ts';
import { makeBackup } from '../../src/main/library/backups/make-backup.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { random } from '../bench/generate-words.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { startChild } from '../fixtures/start-child.ts';
import { tempLibrary } from '../fixtures/temp-library.ts';

/** `RESEED_KILLS=200` for the full figures. */
const KILLS = Number(process.env.RESEED_KILLS ?? 5);

it(
  `killed ${KILLS} times while backing up: each backup that has a name is whole, none that was acknowledged is lost, no part stays`,
  async () => {
    const library = await tempLibrary();
    fillLibrary(library, 20);
    const folder = backupFolder(library.folder);
    const next = random(5);
    const acknowledged = new Set<string>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startChild('backup-child.ts', library.folder);
      // Alternates between the first backup and a later one.
      await child.untilPrinted(kill % 2 === 0 ? 'library-' : 'started');
      await child.killAfter(next() * 400);
      for (const line of child.lines()) if (line.startsWith('library-')) acknowledged.add(line);
      const named = readdirSync(folder).filter((name) => name.endsWith('.db'));
      for (const name of named) await checkBackup(folder, name);
      for (const name of acknowledged) expect(named).toContain(name);
    }
    expect(acknowledged.size).toBeGreaterThan(0);
    await makeBackup(join(library.folder, DB_NAME), folder, Date.UTC(2027, 0, 1));
    expect(readdirSync(folder).filter((name) => !name.endsWith('.db'))).toEqual([]);
    console.log(`backup: ${KILLS} kills, ${acknowledged.size} backups acknowledged, all whole`);
  },
  120_000 + KILLS * 30_000,
);
