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
