import { dayStart, retirement } from '@shared/domain/model-offer.ts';
import { describe, expect, it } from 'vitest';

describe('the retirement of a model', () => {
  const at = (month: number, day: number, hour = 12) => new Date(2027, month - 1, day, hour).getTime();

  it.each([
    ['more than 30 days before', '2027-03-03', at(1, 31, 23), 'none'],
    ['30 days before', '2027-03-03', at(2, 1, 0), 'soon'],
    ['the day before', '2027-03-03', at(3, 2, 23), 'soon'],
    ['on the day', '2027-03-03', at(3, 3, 0), 'past'],
    ['after it', '2027-03-03', at(12, 24), 'past'],
    ['without a date', null, at(3, 3), 'none'],
  ] as const)('is judged by the day: %s', (_, retiresOn, now, expected) => {
    expect(retirement({ retiresOn }, now)).toBe(expected);
  });

  it('starts at midnight of this machine’s day', () => {
    expect(dayStart('2027-03-03')).toBe(new Date(2027, 2, 3).getTime());
  });
});
