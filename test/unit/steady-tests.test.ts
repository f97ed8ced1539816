import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** The least time that a test gives a condition, and itself, in milliseconds. */
const LEAST = 60_000;

const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(test|spec)\.tsx?$|^(fixtures|e2e.support)\b.*\.ts$/.test(name))
  .map((name) => ({ name, text: readFileSync(join('test', name), 'utf8') }));

/** The places in test files that match, as `file: text`. */
const placesOf = (pattern: RegExp, isBad: (match: RegExpMatchArray) => boolean = () => true) =>
  files.flatMap(({ name, text }) =>
    [...text.matchAll(pattern)].filter(isBad).map(([found]) => `${name}: ${found}`),
  );

it('no test empties the list of complaints, which may still arrive', () => {
  expect(placesOf(/\bcomplaints\.(length = 0|splice\()/g)).toEqual([]);
});

it('no wait ends before a busy machine has had its time', () => {
  expect(files.length).toBeGreaterThan(300);
  const limits = /\b(?:timeout|testTimeout|hookTimeout): ([\d_]+)/g;
  const tooShort = ([, digits = '']: RegExpMatchArray) => Number(digits.replaceAll('_', '')) < LEAST;
  expect(placesOf(limits, tooShort)).toEqual([]);
  // Its default is one second. `eventually` waits longer.
  const own = ['fixtures/eventually.ts', 'unit/steady-tests.test.ts'].map((name) => join(name));
  expect(
    placesOf(/\bvi\.wait(For|Until)\b/g).filter((place) => !own.includes(place.split(':')[0] ?? '')),
  ).toEqual([]);
});

it('no test draws its random cases without a seed', () => {
  const own = ['fixtures/property.ts', 'unit/steady-tests.test.ts'].map((name) => join(name));
  const found = placesOf(/from 'fast-check'|\brandomInt\b|\bMath\.random\(/g);
  expect(found.filter((place) => !own.includes(place.split(':')[0] ?? ''))).toEqual([]);
});

it('no test reads the place of an element that is still moving', () => {
  const own = ['e2e/support/still-box.ts', 'unit/steady-tests.test.ts'].map((name) => join(name));
  const found = placesOf(/\.boundingBox\(/g);
  expect(found.filter((place) => !own.includes(place.split(':')[0] ?? ''))).toEqual([]);
});
