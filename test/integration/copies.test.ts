import { EVERYTHING } from '@shared/domain/library-query.ts';
import { expect, it } from 'vitest';
import { writeTransaction } from '../../src/main/library/database/db.ts';
import { addImportedImage } from '../../src/main/library/images/images.ts';
import { openCatalogRig } from '../fixtures/catalog-rig.ts';
import { fc } from '../fixtures/property.ts';
import { sha256 } from '../fixtures/seeded-pictures.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), content: fc.nat(3) }),
  fc.record({
    do: fc.constantFrom('remove' as const, 'restore' as const),
    ids: fc.array(fc.integer({ min: 1, max: 12 })),
  }),
  fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }),
);

it('the number of a file’s images equals its live rows after any additions, removals and undos', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const rig = await openCatalogRig(tempFolder());
      rig.db.pragma('synchronous = OFF');
      const counted = rig.db.prepare(
        `SELECT sha256, count(*) AS live FROM images WHERE deleted_at IS NULL GROUP BY sha256 HAVING count(*) > 1`,
      );
      const kept = rig.db.prepare('SELECT sha256, live FROM copies ORDER BY sha256');
      for (const each of steps) {
        if (each.do === 'add') {
          const blob = {
            sha256: sha256(Buffer.from(`${each.content}`)),
            mime: 'image/png',
            bytes: 1,
          } as const;
          const info = { ...blob, width: 1, height: 1, name: 'a.png' };
          writeTransaction(rig.db, () => addImportedImage(rig.db, info, 0));
          rig.catalog.picturesChanged(null);
        } else if (!('ids' in each)) await rig.catalog[each.do]();
        else {
          const there = new Set(rig.db.prepare('SELECT id FROM images').pluck().all());
          const ids = each.ids.filter((id) => there.has(id));
          if (ids.length > 0) await rig.catalog.run({ do: each.do, target: { ids } });
        }
        expect(kept.all()).toEqual(counted.all());
      }
      const live = new Map(
        (counted.all() as { sha256: string; live: number }[]).map((row) => [row.sha256, row.live]),
      );
      const { pictures } = await rig.catalog.slice({ query: EVERYTHING, from: 0, count: 100 });
      for (const picture of pictures) expect(picture.copies).toBe(live.get(picture.sha256) ?? 1);
      await rig.close();
    }),
    { numRuns: 40 },
  );
});
