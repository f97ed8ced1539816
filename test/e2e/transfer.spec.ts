import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, type Running, sample, test } from './support/app.ts';
import { check } from './support/axe.ts';
import { runCommand } from './support/palette.ts';
import { stillBox } from './support/still-box.ts';

/** Distinct pictures: `shop 0.png` … */
async function pictures(folder: string, count: number, width = 320): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const path = join(folder, `shop ${at}.png`);
      const background = { r: 10 * at, g: 90, b: 120 };
      await sharp({ create: { width, height: width * 0.75, channels: 3, background } }).toFile(path);
      return path;
    }),
  );
}

/** Answers the folder dialog, and records what the file manager is asked to show and what is dragged out. */
async function stand({ app }: Running, folder: string): Promise<void> {
  await app.evaluate(({ dialog, shell, webContents }, picked) => {
    const noted = { shown: [] as string[], dragged: [] as { files: string[]; icon: boolean }[] };
    Object.assign(globalThis, { noted });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [picked] });
    shell.showItemInFolder = (path) => noted.shown.push(path);
    for (const contents of webContents.getAllWebContents())
      contents.startDrag = ({ files, icon }) => {
        noted.dragged.push({ files: files ?? [], icon: typeof icon !== 'string' && !icon.isEmpty() });
      };
  }, folder);
}

interface Noted {
  readonly shown: string[];
  readonly dragged: { readonly files: string[]; readonly icon: boolean }[];
}
const noted = ({ app }: Running) => app.evaluate(() => (globalThis as unknown as { noted: Noted }).noted);

/** Selects all pictures. The one of that name becomes the active one, otherwise the newest. */
async function selectAll(page: Page, name?: string): Promise<void> {
  const pictures = page.getByRole('region', { name: 'Library' });
  await (name === undefined
    ? pictures.getByRole('gridcell').first()
    : pictures.getByRole('img', { name, exact: true })
  ).click();
  await page.keyboard.press('Control+a');
  await expect(page.getByText(/^\d+ selected$/)).toBeVisible();
}

test('twenty pictures are exported with template names, without overwriting existing files', async ({
  start,
  folder,
}) => {
  const running = await start();
  const { bench, page } = running;
  const out = join(folder, 'Exports for the shop');
  await mkdir(out);
  await writeFile(join(out, 'web 01.jpg'), 'mine');
  await stand(running, out);
  await bench.dropPaths(await pictures(join(folder, 'in'), 20));
  await bench.waitForPictures(20);
  await selectAll(page);
  await page.keyboard.press('Control+Shift+e');
  const dialog = page.getByRole('dialog', { name: 'Export 20 pictures' });
  await dialog.getByRole('textbox', { name: 'File names' }).fill('web ');
  await dialog.getByRole('textbox', { name: 'File names' }).press('End');
  await dialog.getByRole('button', { name: 'Number', exact: true }).click();
  await expect(dialog.getByRole('textbox', { name: 'File names' })).toHaveValue('web {n}');
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption('JPEG');
  await dialog.getByRole('combobox', { name: 'Size' }).selectOption('Longest edge');
  await dialog.getByRole('spinbutton', { name: 'Longest edge' }).fill('9');
  await expect(dialog.getByRole('button', { name: 'Export', exact: true })).toBeDisabled();
  await dialog.getByRole('spinbutton', { name: 'Longest edge' }).fill('160');
  await dialog.getByRole('checkbox', { name: 'Save settings with each picture' }).check();
  await expect(dialog.getByRole('region', { name: 'Preview of file names' })).toContainText('web 01.jpg');
  await expect(dialog.getByRole('region', { name: 'Preview of file names' })).toContainText('and 16 more');
  await dialog.getByRole('button', { name: 'Choose…' }).click();
  await expect(dialog.getByText('Exports for the shop', { exact: true })).toBeVisible();
  await check(page, 'the export dialog');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();

  await expect(page.getByText('Exported 20 pictures to Exports for the shop')).toBeVisible();
  const names = (await readdir(out)).sort();
  expect(names).toHaveLength(41);
  expect(names).toContain('web 01 (2).jpg');
  expect(names).toContain('web 20.jpg');
  expect(await readFile(join(out, 'web 01.jpg'), 'utf8')).toBe('mine');
  expect(await sharp(join(out, 'web 20.jpg')).metadata()).toMatchObject({
    format: 'jpeg',
    width: 160,
    height: 120,
  });
  expect(JSON.parse(await readFile(join(out, 'web 20.jpg.json'), 'utf8'))).toMatchObject({
    origin: 'import',
    edit: null,
  });

  await page.getByRole('button', { name: 'Show in folder' }).click();
  await expect.poll(async () => (await noted(running)).shown.length).toBe(1);
  expect((await noted(running)).shown[0]).toContain(out);

  // The choice is remembered.
  await selectAll(page);
  await page.keyboard.press('Control+Shift+e');
  await expect(dialog.getByRole('textbox', { name: 'File names' })).toHaveValue('web {n}');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+r');
  await expect.poll(async () => (await noted(running)).shown.length).toBe(2);
  expect((await noted(running)).shown[1]).toMatch(/objects/);
});

test('an export can be canceled and leaves no partial files', async ({ start, folder }) => {
  const running = await start();
  const { bench, page } = running;
  const out = join(folder, 'out');
  await mkdir(out);
  await stand(running, out);
  await bench.dropPaths(await pictures(join(folder, 'in'), 18, 2000));
  await bench.waitForPictures(18);
  await selectAll(page);
  await page.keyboard.press('Control+Shift+e');
  const dialog = page.getByRole('dialog', { name: 'Export 18 pictures' });
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption('WebP');
  await dialog.getByRole('button', { name: 'Choose…' }).click();
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await bench.library.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/^Canceled: \d+ of 18 pictures exported/)).toBeVisible();
  const names = await readdir(out);
  expect(names.length).toBeLessThan(18);
  for (const name of names) {
    expect(name).not.toMatch(/^\./);
    expect((await stat(join(out, name))).size).toBeGreaterThan(50);
  }
});

test('pictures are dragged out as files with their names', async ({ start }) => {
  const running = await start();
  const { bench, page } = running;
  await stand(running, '/');
  await bench.dropPaths(['coffee.png', 'rocket.jpg'].map(sample));
  await bench.waitForPictures(2);
  await selectAll(page, 'coffee.png');
  const box = await stillBox(bench.picture('coffee.png'));
  // While a debugger drives the window, Alt makes it a file drag.
  await page.keyboard.down('Alt');
  await page.mouse.move(box.x + 30, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 70, box.y + 60, { steps: 5 });
  await expect.poll(async () => (await noted(running)).dragged.length).toBe(1);
  await page.mouse.up();
  await page.keyboard.up('Alt');
  const [drag] = (await noted(running)).dragged;
  expect(drag?.icon).toBe(true);
  expect(drag?.files.map((path) => path.split('/').at(-1)).sort()).toEqual(['coffee.png', 'rocket.jpg']);
  for (const path of drag?.files ?? [])
    expect(await readFile(path)).toEqual(await readFile(sample(path.split('/').at(-1) ?? '')));

  // Dropped on our own window, they are not imported again.
  await bench.dropPaths(drag?.files ?? []);
  await page.waitForTimeout(500);
  await expect(bench.library.getByRole('img')).toHaveCount(2);
});

test('a picture on the clipboard is pasted, and text goes to its field', async ({ start }) => {
  const { app, bench } = await start();
  await app.evaluate(async ({ clipboard, nativeImage }, path) => {
    const image = nativeImage.createFromPath(path).resize({ width: 64 });
    (clipboard as unknown as { writeImage(image: Electron.NativeImage): void }).writeImage(image);
  }, sample('coffee.png'));
  const paste = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.isVisible())
        ?.webContents.paste(),
    );
  await paste();
  await expect(bench.library.getByRole('img', { name: /^Pasted .*\.png$/ })).toBeVisible();
  await bench.prompt.fill('');
  await app.evaluate(({ clipboard }) => clipboard.writeText('warmer'));
  await bench.prompt.focus();
  await paste();
  await expect(bench.prompt).toHaveValue('warmer');
});

test('dropping a mixed folder reports what was skipped, and the report can be copied', async ({
  start,
  folder,
}) => {
  const { app, bench, page } = await start();
  const drop = join(folder, 'drop');
  await pictures(join(drop, 'a/b'), 3);
  await writeFile(join(drop, 'report.pdf'), '%PDF-1.7 ...');
  await writeFile(join(drop, 'empty.png'), '');
  await writeFile(join(drop, '.hidden.png'), 'x');
  await writeFile(join(drop, 'a', 'notes.txt'), 'buy milk');
  await bench.dropPaths([drop]);
  await bench.waitForPictures(3);
  const report = page.getByRole('alert').filter({ hasText: '3 files not added' });
  await report.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(report).toContainText('report.pdf');
  await expect(report).toContainText('The file is empty.');
  await report.getByRole('button', { name: 'Copy list' }).click();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied.split('\n')).toHaveLength(5);
  expect(copied).toContain('notes.txt\tThis isn’t a supported picture (a text file).');
  await report.getByRole('button', { name: 'Dismiss' }).click();
  await expect(report).toBeHidden();
});

test('a picture dragged out of a page is imported from its bytes, and a forbidden address is refused', async ({
  start,
}) => {
  const { bench, page } = await start();
  const drop = (html: string, list: string) =>
    page.evaluate(
      ([piece, addresses]) => {
        const data = new DataTransfer();
        data.setData('text/html', piece ?? '');
        data.setData('text/uri-list', addresses ?? '');
        for (const type of ['dragenter', 'dragover', 'drop'])
          document.body.dispatchEvent(
            new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
          );
      },
      [html, list],
    );
  const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  await drop(
    `<a href="https://x.example"><img src="data:image/png;base64,${png.toString('base64')}"></a>`,
    '#',
  );
  await expect(bench.library.getByRole('img', { name: /^Web picture/ })).toBeVisible();
  await drop('<img src="http://pictures.example/cat.png">', 'http://pictures.example/cat.png');
  await expect(page.getByRole('alert').filter({ hasText: 'from https addresses only' })).toContainText(
    'cat.png',
  );
  await drop('<img src="https://127.0.0.1/secret.png">', '');
  await expect(page.getByRole('alert').filter({ hasText: 'private network' })).toContainText('secret.png');
});

test('permanently deleting a picture moves its file to the system’s trash, and its edits explain why they can’t be re-run', async ({
  start,
  folder,
  tolerated,
}) => {
  // Chromium reports pictures whose file is gone on the console, in its own time.
  tolerated.push(/404/);
  const running = await start();
  const { app, bench, page } = running;
  const trash = join(folder, 'system-trash');
  await mkdir(trash);
  await bench.dropPaths(['coffee.png', 'rocket.jpg'].map(sample));
  await bench.waitForPictures(2);
  await bench.select('coffee.png');
  await bench.run('sepia', 7);
  await bench.waitForPictures(3);
  await bench.select('coffee.png');
  await page.keyboard.press('Delete');
  await expect(bench.picture('coffee.png')).toBeHidden();
  const toTrash = async (works: boolean) =>
    app.evaluate(
      ({ shell }, [into, good]) => {
        shell.trashItem = async (path) => {
          if (!good) throw new Error('no trash here');
          const { renameSync } = process.getBuiltinModule('node:fs');
          renameSync(path, `${into}/${path.split('/').at(-1)}`);
        };
      },
      [trash, works] as const,
    );
  await toTrash(false);
  await runCommand(page, 'Show Trash');
  await expect(bench.picture('coffee.png')).toBeVisible();
  await page.getByRole('button', { name: 'Empty Trash' }).click();
  await expect(page.getByText(/can’t use the system trash/)).toBeVisible();
  await expect(bench.picture('coffee.png')).toBeVisible();

  await toTrash(true);
  await page.getByRole('button', { name: 'Empty Trash' }).click();
  await expect(bench.picture('coffee.png')).toBeHidden();
  await expect.poll(async () => readdir(trash)).toEqual(['coffee.png']);
  expect(await readFile(join(trash, 'coffee.png'))).toEqual(await readFile(sample('coffee.png')));

  await page.keyboard.press('Control+Shift+a');
  await bench.library.getByRole('img', { name: /coffee \(edit/ }).click();
  await expect(bench.entries('sepia').first()).toBeVisible();
  await page.getByRole('button', { name: 'Re-run' }).first().click();
  await expect(page.getByText(/was permanently deleted/).first()).toBeVisible();
});
