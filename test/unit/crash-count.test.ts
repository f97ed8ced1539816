import { describe, expect, it } from 'vitest';
import { countCrashes } from '../../src/main/platform/crash-count.ts';
import { fillTroublePage, troubleWay } from '../../src/main/platform/trouble-page.ts';

describe('the count of crashes', () => {
  it('is exceeded by the third within a minute', () => {
    let now = 5_000;
    const crashes = countCrashes(() => now);
    expect(crashes.crashed()).toBe(false);
    now += 30_000;
    expect(crashes.crashed()).toBe(false);
    now += 29_999;
    expect(crashes.crashed()).toBe(true);
  });

  it('drops those older than a minute, and all when the user tries again', () => {
    let now = 0;
    const crashes = countCrashes(() => now);
    for (let n = 0; n < 50; n += 1) {
      expect(crashes.crashed()).toBe(false);
      now += 30_001;
    }
    now += 60_000;
    crashes.crashed();
    crashes.crashed();
    crashes.reset();
    expect(crashes.crashed()).toBe(false);
  });
});

describe('the page after too many crashes', () => {
  it('contains its texts, and escapes them', () => {
    expect(fillTroublePage('<p lang="en">{{title}}</p>{{constructor}}', true)).toMatch(
      /^<p lang="en" data-theme="dark">Reseed’s window keeps crashing<\/p>$/,
    );
  });

  it.each([
    ['app://reseed/trouble/again', 'again'],
    ['app://reseed/trouble/without-selection?', 'without-selection'],
    ['app://reseed/trouble/log?x=1', 'log'],
    ['app://reseed/trouble/toString', null],
    ['app://reseed/', null],
    ['no address', null],
  ])('maps %s to the button %s', (address, way) => expect(troubleWay(address)).toBe(way));
});
