import { dayName, dayNumber, localTime, startOfDay, startOfTomorrow } from '@shared/local-day.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { fc } from '../fixtures/property.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'])('in %s', (tz) => {
  it('a day begins at local midnight and ends where the next begins, also on 23 and 25 hours', () => {
    process.env.TZ = tz;
    const moment = fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2040, 0) });
    fc.assert(
      fc.property(moment, (at) => {
        const [start, end] = [startOfDay(at), startOfTomorrow(at)];
        expect(start).toBeLessThanOrEqual(at);
        expect(end).toBeGreaterThan(at);
        expect(dayName(start)).toBe(dayName(at));
        expect(dayName(end - 1)).toBe(dayName(at));
        expect(startOfDay(end)).toBe(end);
        expect(end - start).toBeGreaterThanOrEqual(23 * 3_600_000);
        expect(end - start).toBeLessThanOrEqual(25 * 3_600_000);
        expect(dayNumber(end) - dayNumber(at)).toBe(1);
        expect(dayNumber(startOfDay(at, 7)) - dayNumber(at)).toBe(7);
        // The text is the same moment, to the second.
        expect(new Date(localTime(at)).getTime()).toBe(Math.floor(at / 1000) * 1000);
      }),
    );
  });
});

it('has the right hours where the clock changes', () => {
  process.env.TZ = 'Europe/Berlin';
  const hours = (day: string) => {
    const noon = new Date(`${day}T12:00:00`).getTime();
    return (startOfTomorrow(noon) - startOfDay(noon)) / 3_600_000;
  };
  expect([hours('2026-03-29'), hours('2026-06-01'), hours('2026-10-25')]).toEqual([23, 24, 25]);
  expect(localTime(Date.UTC(2026, 4, 4, 11, 30))).toBe('2026-05-04T13:30:00+02:00');
});
