import { readdirSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { mountSmallDisk } from '../fixtures/small-disk.ts';
import { editOf, MemoryJournal, startRig } from '../onemin-server/rig.ts';

it('downloads a paid picture again by a fresh link once the disk has space', async ({ skip }) => {
  const disk = mountSmallDisk(1);
  if (!disk) return skip('no small disk here');
  onTestFinished(() => disk.remove());
  const rig = await startRig({ linkLifeMs: 200 });
  onTestFinished(() => rig.stop());
  disk.fill();
  const reporter = new (class extends MemoryJournal {
    override async noRoom(error: unknown): Promise<void> {
      await super.noRoom(error);
      // The second time there is space, and the first link has expired.
      if (this.noRooms < 2) return;
      disk.empty();
      const expired = Date.now() + 250;
      while (Date.now() < expired) await new Promise((done) => setTimeout(done, 10));
    }
  })();
  const { pictures: results } = await rig.engine.run({
    edit: editOf(rig.source.sha256, {}),
    inputs: [{ role: 'source', ...rig.source.file, sha256: rig.source.sha256 }],
    stagingDir: disk.path,
    signal: new AbortController().signal,
    reporter,
  });
  expect(reporter.noRooms).toBe(2);
  expect(reporter.state).toBe('downloading');
  expect(results).toHaveLength(1);
  expect(readdirSync(disk.path)).toHaveLength(1);
  expect(rig.api.bills).toHaveLength(1);
});
