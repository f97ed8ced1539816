import { isAppLink, parseAppLink } from '@shared/domain/read-app-link.ts';
import { expect, it } from 'vitest';
import { launchFiles, launchLink } from '../../src/main/launch-files.ts';
import { SecondLaunch } from '../../src/main/second-launch.ts';

it.each([
  ['reseed:image/1', { kind: 'image', id: 1 }],
  ['reseed:edit/42', { kind: 'edit', id: 42 }],
  ['reseed://image/7', { kind: 'image', id: 7 }],
  ['reseed://edit/7/', { kind: 'edit', id: 7 }],
  ['RESEED:Image/7', { kind: 'image', id: 7 }],
])('reads %s', (text, link) => {
  expect(parseAppLink(text)).toEqual(link);
});

const HOSTILE = [
  'reseed:',
  'reseed:image',
  'reseed:image/',
  'reseed:image/0',
  'reseed:image/-1',
  'reseed:image/01',
  'reseed:image/1.5',
  'reseed:image/1e9',
  'reseed:image/0x10',
  'reseed:image/9999999999999999',
  'reseed:image/1/2',
  'reseed:image/1?run=1',
  'reseed:image/1#edit',
  'reseed:image/1\n',
  'reseed:image/1 --no-sandbox',
  'reseed:image/1%20',
  'reseed:image/%31',
  'reseed:image/\u0661',
  'reseed:image/../edit/1',
  'reseed:run/1',
  'reseed:edit/run/1',
  'reseed:delete/1',
  'reseed:settings',
  'reseed:///image/1',
  'reseed:////etc/passwd',
  'reseed:file:///etc/passwd',
  'reseed://user:secret@image/1',
  'reseed:javascript:alert(1)',
  'reseed:image/__proto__',
  'reseed:--remote-debugging-port=9222',
  'http:image/1',
  'image/1',
  ' reseed:image/1',
  `reseed:image/${'1'.repeat(100_000)}`,
];

it.each(HOSTILE)('rejects %j', (text) => {
  expect(parseAppLink(text)).toBeNull();
});

it('doesn’t treat a link as a file to import', () => {
  const links = HOSTILE.filter(isAppLink);
  expect(links.length).toBeGreaterThan(25);
  expect(launchFiles(['reseed', ...links, 'reseed:image/1'], '/home')).toEqual([]);
});

it('finds the link among files and switches', () => {
  expect(launchLink(['reseed', '--no-sandbox', 'a.png', 'reseed:image/x', 'reseed:edit/3'])).toEqual({
    kind: 'edit',
    id: 3,
  });
  expect(launchLink(['reseed:image/1', 'a.png'])).toBeNull();
});

it('passes on only links of a known kind', () => {
  expect(SecondLaunch.safeParse({ files: [], link: { kind: 'image', id: 1 } }).success).toBe(true);
  expect(SecondLaunch.safeParse({ files: [], link: { kind: 'run', id: 1 } }).success).toBe(false);
  expect(SecondLaunch.safeParse({ files: [], link: { kind: 'image', id: 1, run: true } }).success).toBe(
    false,
  );
  expect(SecondLaunch.safeParse({ files: [], link: 'reseed:image/1' }).success).toBe(false);
});
