import { PressId } from '@shared/domain/press.ts';
import { weeklyDueAt } from '@shared/domain/watch.ts';
import { startOfDay } from '@shared/local-day.ts';
import { describe, expect, it } from 'vitest';
import { weeklyPressId } from '../../src/main/watch/weekly-press-id.ts';
import { fc } from '../fixtures/property.ts';

const moment = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) });
const edit = fc.integer({ min: 1, max: 2 ** 31 });

describe('the press of a weekly re-run', () => {
  it('is a valid id, the same for the whole day', () => {
    fc.assert(
      fc.property(edit, moment, (editId, at) => {
        const id = weeklyPressId(editId, at);
        expect(PressId.parse(id)).toBe(id);
        expect(weeklyPressId(editId, startOfDay(at))).toBe(id);
      }),
    );
  });

  it('is another one when the next re-run is due, and for another edit', () => {
    fc.assert(
      fc.property(edit, moment, (editId, at) => {
        const id = weeklyPressId(editId, at);
        expect(weeklyPressId(editId, weeklyDueAt(at, at))).not.toBe(id);
        expect(weeklyPressId(editId + 1, at)).not.toBe(id);
      }),
    );
  });
});

describe('weeklyDueAt', () => {
  const now = new Date(2026, 2, 28, 15, 30).getTime();

  it('is now without a re-run, and a week of local days after the last one, across a change of the clock', () => {
    expect(weeklyDueAt(null, now)).toBe(now);
    expect(weeklyDueAt(now, now)).toBe(new Date(2026, 3, 4).getTime());
  });

  it('ignores a re-run that a wrong clock dated more than a week ahead', () => {
    expect(weeklyDueAt(new Date(2027, 0, 1).getTime(), now)).toBe(now);
    const ahead = new Date(2026, 3, 2).getTime();
    expect(weeklyDueAt(ahead, now)).toBe(startOfDay(ahead, 7));
  });
});
