import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './support/app.ts';
import { check } from './support/axe.ts';
import { stillBox } from './support/still-box.ts';

const picture = (red: number) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: red, g: 90, b: 120 } } })
    .png()
    .toBuffer();

test('dropping a typical folder imports its pictures and reports the rest in one line', async ({
  start,
  folder,
}) => {
  const { bench, page } = await start();
  const drop = join(folder, 'NAS');
  const at = (...parts: string[]) => join(drop, ...parts);
  for (const name of ['2024.05.12', '@eaDir', '#recycle', '.thumbnails', 'nothing'])
    await mkdir(at(name), { recursive: true });
  await mkdir(join(folder, 'elsewhere'));
  await writeFile(at('one.png'), await picture(10));
  await writeFile(at('2024.05.12', 'two.png'), await picture(20));
  await writeFile(
    Buffer.concat([Buffer.from(`${drop}/`), Buffer.from('Gr\xfc\xdfe.png', 'latin1')]),
    await picture(30),
  );
  await writeFile(join(folder, 'elsewhere', 'four.png'), await picture(40));
  await symlink('../elsewhere/four.png', at('linked.png'));
  await symlink('loop.png', at('loop.png'));
  for (const hidden of ['@eaDir/one.png', '#recycle/old.png', '.thumbnails/one.png', '._one.png'])
    await writeFile(at(hidden), await picture(99));
  await writeFile(at('cut.jpg'), Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'));
  for (const text of ['notes.txt', 'more notes.txt']) await writeFile(at(text), 'buy milk');
  await bench.dropPaths([drop]);
  await bench.waitForPictures(4);
  await expect(bench.picture('Grüße.png')).toBeVisible();
  await expect(bench.picture('linked.png')).toBeVisible();

  const report = page.getByRole('alert').filter({ hasText: '4 files not added' });
  await expect(report).toContainText(
    'Skipped 4 hidden or system items: #recycle, ._one.png, .thumbnails, @eaDir',
  );
  await expect(report).not.toContainText('notes.txt');
  expect((await stillBox(report)).height).toBeLessThan(80);
  await report.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(report).toContainText(
    'more notes.txt, notes.txt This isn’t a supported picture (a text file).',
  );
  await expect(report).toContainText('loop.png This is a link that leads back to itself.');
  await check(page, 'the report of a drop');
  await report.getByRole('button', { name: 'Hide', exact: true }).click();
  await expect(report).not.toContainText('notes.txt');
  await report.getByRole('button', { name: 'Dismiss' }).click();

  await mkdir(join(folder, 'Holiday'));
  await bench.dropPaths([join(folder, 'Holiday')]);
  await expect(page.getByRole('status').filter({ hasText: 'No pictures in Holiday' })).toBeVisible();
});

test('5,001 files in one drop form one import', async ({ start, folder }) => {
  const { bench, page } = await start();
  const files = Array.from({ length: 5001 }, (_, n) => join(folder, `${n}.png`));
  await Promise.all(files.map((path) => writeFile(path, '')));
  for (const n of [0, 2500, 5000]) await writeFile(join(folder, `${n}.png`), await picture(n / 20));
  await bench.dropPaths(files);
  await expect(page.getByRole('status').filter({ hasText: /^Adding [\d,]+ of 5,001$/ })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: '4,998 files not added' })).toBeVisible({
    timeout: 180_000,
  });
  await bench.waitForPictures(3);
});

interface Drag {
  readonly html?: string;
  readonly list?: string;
  readonly files?: readonly { readonly name: string; readonly text: string }[];
}

/** Drops browser data. Its addresses are unreachable: the report names the intended picture. */
function dragFromBrowser(page: Page, drag: Drag): Promise<void> {
  return page.evaluate(({ html = '', list = '', files = [] }) => {
    const data = new DataTransfer();
    for (const { name, text } of files) data.items.add(new File([text], name));
    data.setData('text/html', html);
    data.setData('text/uri-list', list);
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
      );
  }, drag);
}

const DOT = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const shortcut = (address: string) => ({ name: 'Cat.url', text: `[InternetShortcut]\r\nURL=${address}\r\n` });

test('dragging a picture out of a browser imports the intended picture', async ({ start }) => {
  const { page } = await start();
  const cases: readonly (readonly [string, Drag])[] = [
    ['protocol.jpg', { html: '<img src="//cdn.pictures.invalid/a/protocol.jpg">' }],
    ['rooted.jpg', { html: '<img src="/img/rooted.jpg">', list: 'https://pictures.invalid/posts/1' }],
    ['lazy.jpg', { html: `<img src="${DOT}" data-src="/lazy.jpg">`, list: 'https://pictures.invalid/' }],
    ['listed.jpg', { html: `<img src="${DOT}">`, list: 'https://pictures.invalid/listed.jpg' }],
    [
      'large.jpg',
      {
        html: '<img src="https://pictures.invalid/s.jpg" srcset="https://pictures.invalid/large.jpg 2x, https://pictures.invalid/s.jpg">',
      },
    ],
    [
      'beside.jpg',
      {
        html: '<img src="https://pictures.invalid/beside.jpg">',
        files: [shortcut('https://pictures.invalid/page')],
      },
    ],
    ['Cat.url', { files: [shortcut('https://pictures.invalid/kitten.png')] }],
  ];
  for (const [name, drag] of cases) {
    await dragFromBrowser(page, drag);
    const report = page.getByRole('alert').filter({ hasText: name });
    await expect(report).toContainText('1 file not added');
    await expect(report).not.toContainText('a text file');
    await report.getByRole('button', { name: 'Dismiss' }).click();
  }
  await dragFromBrowser(page, { html: `<img src="${DOT}">` });
  await expect(page.getByText('What you dropped contains no picture.')).toBeVisible();
  await dragFromBrowser(page, { files: [{ name: 'Cat.url', text: '[InternetShortcut]\r\n' }] });
  await expect(page.getByRole('alert').filter({ hasText: 'Cat.url' })).toContainText(
    '(a link to a web page)',
  );
});
