import { expect, it } from 'vitest';
import { columnRange, scrollToShow } from '../../src/renderer/features/history/use-visible-columns.ts';
import { fc } from '../fixtures/property.ts';

const columns = { count: 2_000, width: 144, padding: 12 };

it('renders the visible columns and three more on each side', () => {
  expect(columnRange(columns, 0, 720)).toEqual([0, 7]);
  expect(columnRange(columns, 144 * 100 + 12, 720)).toEqual([97, 108]);
  expect(columnRange(columns, 144 * 2_000, 720)).toEqual([1_996, 1_999]);
  expect(columnRange({ ...columns, count: 1 }, 500, 720)).toEqual([0, 0]);
});

it('scrolls no further than needed to show a whole column, and then renders it', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 1_999 }),
      fc.nat({ max: 287_000 }),
      fc.integer({ min: 200, max: 4_000 }),
      (index, scrollLeft, view) => {
        const to = scrollToShow(columns, index, scrollLeft, view);
        const left = columns.padding + index * columns.width;
        expect(left).toBeGreaterThanOrEqual(to);
        expect(left + columns.width).toBeLessThanOrEqual(to + view);
        const [first, last] = columnRange(columns, to, view);
        expect(index >= first && index <= last).toBe(true);
        if (
          left - columns.padding >= scrollLeft &&
          left + columns.width + columns.padding <= scrollLeft + view
        )
          expect(to).toBe(scrollLeft);
      },
    ),
    { seed: 1 },
  );
});
