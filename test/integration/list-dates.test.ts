import { EVERYTHING, type LibraryFilter } from '@shared/domain/library-query.ts';
import { monthName } from '@shared/local-day.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { writeTransaction } from '../../src/main/library/database/db.ts';
import { MIGRATIONS } from '../../src/main/library/database/migrations/index.ts';
import { openDatabase } from '../../src/main/library/database/open-database.ts';
import { addImportedImage } from '../../src/main/library/images/images.ts';
import { type CatalogRig, countsOf, openCatalogRig } from '../fixtures/catalog-rig.ts';
import { sha256 } from '../fixtures/seeded-pictures.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** Moments with their names, as a clock on the wall of that zone shows them. */
const CASES = [
  {
    tz: 'Europe/Berlin',
    // The last second of February and the first of March; both are February in UTC.
    moments: { before: '2026-02-28T22:59:59Z', after: '2026-02-28T23:00:00Z' },
    months: ['2026-02', '2026-03'],
    days: ['2026-02-28', '2026-03-01'],
  },
  {
    tz: 'America/New_York',
    moments: { before: '2026-04-01T03:59:59Z', after: '2026-04-01T04:00:00Z' },
    months: ['2026-03', '2026-04'],
    days: ['2026-03-31', '2026-04-01'],
  },
  {
    tz: 'Asia/Kolkata',
    moments: { before: '2025-12-31T18:29:59Z', after: '2025-12-31T18:30:00Z' },
    months: ['2025-12', '2026-01'],
    days: ['2025-12-31', '2026-01-01'],
  },
  {
    // The clock goes forward on this day, and back on the last Sunday of October: days of 23 and 25 hours.
    tz: 'Europe/Berlin',
    moments: { before: '2026-03-28T22:59:59Z', after: '2026-03-29T21:59:59Z' },
    months: ['2026-03', '2026-03'],
    days: ['2026-03-28', '2026-03-29'],
  },
  {
    tz: 'Europe/Berlin',
    moments: { before: '2026-10-24T22:00:00Z', after: '2026-10-25T22:59:59Z' },
    months: ['2026-10', '2026-10'],
    days: ['2026-10-25', '2026-10-25'],
  },
  {
    // Midnight does not exist on this day: the clock went from 0:00 to 1:00.
    tz: 'Asia/Beirut',
    moments: { before: '2022-03-26T21:59:59Z', after: '2022-03-26T22:00:00Z' },
    months: ['2022-03', '2022-03'],
    days: ['2022-03-26', '2022-03-27'],
  },
] as const;

async function rigWith(moments: Readonly<Record<string, string>>): Promise<CatalogRig> {
  const rig = await openCatalogRig(tempFolder());
  for (const [name, at] of Object.entries(moments)) addAt(rig, name, at);
  return rig;
}

function addAt({ db }: Pick<CatalogRig, 'db'>, name: string, at: string): void {
  const blob = {
    sha256: sha256(Buffer.from(name)),
    mime: 'image/png',
    bytes: 1,
    width: 1,
    height: 1,
  } as const;
  writeTransaction(db, () => addImportedImage(db, { ...blob, name }, Date.parse(at)));
}

async function listed(rig: CatalogRig, search: string, filter: LibraryFilter = {}): Promise<string[]> {
  const { pictures } = await rig.catalog.slice({
    query: { ...EVERYTHING, search, filter },
    from: 0,
    count: 100,
  });
  return pictures.map(({ name }) => name).sort();
}

describe.each(CASES)('in $tz, at the turn of $days', ({ tz, moments, months, days }) => {
  it('finds a picture by the local day and month', async () => {
    process.env.TZ = tz;
    const rig = await rigWith(moments);
    const names = ['before', 'after'];
    for (const [index, name] of names.entries()) {
      const same = (all: readonly string[]) => names.filter((_, at) => all[at] === all[index]).sort();
      expect(await listed(rig, `date:${days[index]}`)).toEqual(same(days));
      expect(await listed(rig, `date:${months[index]}`)).toEqual(same(months));
      expect(await listed(rig, '', { month: months[index] })).toEqual(same(months));
      expect(await listed(rig, `date:${days[index]?.slice(0, 4)}`)).toContain(name);
    }
    const counted = Object.fromEntries(rig.catalog.facets().month.map(({ value, live }) => [value, live]));
    for (const month of months) expect(counted[month]).toBe(months.filter((each) => each === month).length);
    await rig.close();
  });
});

describe('the month of a picture', () => {
  const moments = {
    first: '2026-02-28T23:30:00Z',
    second: '2026-03-31T22:30:00Z',
    third: '2026-03-15T12:00:00Z',
  };

  it('follows the computer’s time zone at the next start, with its counts, and emits the change', async () => {
    process.env.TZ = 'UTC';
    const folder = tempFolder();
    const home = await openCatalogRig(folder);
    for (const [name, at] of Object.entries(moments)) addAt(home, name, at);
    await home.catalog.followZone();
    expect(await listed(home, '', { month: '2026-03' })).toEqual(['second', 'third']);
    home.told.length = 0;
    await home.catalog.followZone();
    expect(home.told).toEqual([]);
    await home.close();

    process.env.TZ = 'Europe/Berlin';
    const away = await openCatalogRig(folder);
    await away.catalog.followZone();
    expect(await listed(away, '', { month: '2026-03' })).toEqual(['first', 'third']);
    expect(await listed(away, 'date:2026-03')).toEqual(['first', 'third']);
    expect(await listed(away, '', { month: '2026-04' })).toEqual(['second']);
    const { kept, counted } = countsOf(away.db);
    expect(kept).toEqual(counted);
    expect(away.told.map(({ event }) => event)).toEqual(['library.changed']);
    await away.close();
  });

  it('uses local time in a library of an older version', async () => {
    process.env.TZ = 'America/New_York';
    const folder = tempFolder();
    const made = await openCatalogRig(folder);
    await made.close();
    const path = `${made.library.folder}/library.db`;
    const db = openDatabase(path);
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)?.version);
    const zoneOf = () => db.prepare('SELECT zone FROM month_zone').pluck().get();
    expect(zoneOf()).toBeUndefined();
    db.close();

    const rig = await openCatalogRig(folder);
    addAt(rig, 'late', '2026-04-01T01:00:00Z');
    rig.db.prepare('UPDATE images SET month = NULL').run();
    await rig.catalog.followZone();
    expect(await listed(rig, '', { month: '2026-03' })).toEqual(['late']);
    expect(monthName(Date.parse('2026-04-01T01:00:00Z'))).toBe('2026-03');
    await rig.close();
  });
});
