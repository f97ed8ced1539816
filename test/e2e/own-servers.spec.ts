import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { startComfyuiServer } from '../comfyui-server/server.ts';
import { portraitWorkflow } from '../fixtures/portrait-workflow.ts';
import { startOpenaiServer } from '../openai-server/server.ts';
import { answerDialogs, sample } from './support/app.ts';
import { dropOn } from './support/drop-files.ts';
import { enterAddress } from './support/own-server.ts';
import { expect, openSettings, test } from './support/paid.ts';
import { writePhoto } from './support/photo.ts';

test('ComfyUI is set up in Settings, runs an edit, cancels one, and gives one back after a restart', async ({
  start,
}) => {
  const server = await startComfyuiServer();
  try {
    const running = await start();
    const { bench } = running;
    const comfy = await enterAddress(running, 'ComfyUI', server.url);
    await comfy.getByRole('button', { name: 'Test connection' }).click();
    await expect(comfy.getByText('The server answers, and everything it needs is there.')).toBeVisible();
    expect(server.submissions).toHaveLength(0);

    await bench.dropPaths([sample('coffee.png')]);
    await bench.waitForPictures(1);
    await bench.select('coffee.png');
    const engine = bench.edit.getByRole('combobox', { name: 'Engine' });
    await engine.selectOption('comfyui');
    await bench.run('a blue cup', 7);
    await bench.waitForPictures(2);
    expect(server.submissions).toHaveLength(1);

    // Canceled on the server too.
    server.queue.hold();
    await bench.select('coffee.png');
    await bench.run('a green cup', 8);
    await expect.poll(() => server.submissions.length).toBe(2);
    await bench.queue.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(bench.queue.getByText('Canceled')).toBeVisible();

    // The app is closed while the server works, and finds its edit again.
    await bench.run('a red cup', 9);
    await expect.poll(() => server.submissions.length).toBe(3);
    const gone = running.ended();
    running.app.process().kill('SIGKILL');
    await gone;
    server.queue.release();
    const again = await start();
    await again.bench.waitForPictures(3);
    expect(server.submissions).toHaveLength(3);
    expect(server.violations).toEqual([]);
  } finally {
    await server.stop();
  }
});

test('a workflow replaces the built-in one, stays over a restart, and is used again by a re-run of its edit', async ({
  start,
  folder,
}) => {
  const server = await startComfyuiServer();
  const editorFile = join(folder, 'editor.json');
  await writeFile(editorFile, JSON.stringify({ nodes: [], links: [], version: 0.4 }));
  const apiFile = join(folder, 'portrait.json');
  await writeFile(apiFile, JSON.stringify(portraitWorkflow()));
  /** Whether a submission is of the workflow around the classic sampler, not of the built-in one. */
  const isPortrait = (n: number) => JSON.stringify(server.submissions[n]?.prompt).includes('"KSampler"');
  try {
    const running = await start();
    const comfy = await enterAddress(running, 'ComfyUI', server.url);
    const workflow = comfy.getByRole('group', { name: 'Workflow' });
    await expect(workflow.getByRole('status')).toHaveText('FLUX.2 dev (built-in)');

    // The editor's format is refused, with the way to the right one.
    await answerDialogs(running.app, editorFile);
    await workflow.getByRole('button', { name: 'Choose workflow file…' }).click();
    await expect(workflow.getByRole('alert')).toContainText('choose File > Export (API)');
    await expect(workflow.getByRole('status')).toHaveText('FLUX.2 dev (built-in)');

    await dropOn(comfy, [apiFile]);
    await expect(workflow.getByRole('status')).toHaveText('portrait');
    await expect(workflow.getByRole('alert')).toHaveCount(0);
    const row = workflow.getByRole('row').filter({ hasText: 'KSampler (6)' });
    await expect(row.filter({ hasText: 'Seed' })).toHaveCount(1);
    await expect(workflow.getByText('Mask: it isn’t sent.')).toBeVisible();
    await comfy.getByRole('button', { name: 'Test connection' }).click();
    await expect(comfy.getByText('The server answers, and everything it needs is there.')).toBeVisible();

    const { bench } = running;
    await bench.dropPaths([sample('coffee.png')]);
    await bench.waitForPictures(1);
    await bench.select('coffee.png');
    await bench.edit.getByRole('combobox', { name: 'Engine' }).selectOption('comfyui');
    await expect(bench.edit.getByText('Workflow: portrait')).toBeVisible();
    await bench.run('a blue cup', 7);
    await bench.waitForPictures(2);
    expect(server.submissions[0]?.prompt).toMatchObject({
      '3': { inputs: { text: 'a blue cup' } },
      '6': { class_type: 'KSampler', inputs: { seed: 7, steps: 13 } },
    });
    await bench.history.getByRole('button', { name: 'Receipt' }).click();
    await expect(
      bench.history.locator('.receipt-line').filter({ hasText: 'Workflow' }).first(),
    ).toContainText('portrait');
    await running.close();

    const again = await start();
    await again.bench.select('coffee.png');
    await again.bench.edit.getByRole('combobox', { name: 'Engine' }).selectOption('comfyui');
    await expect(again.bench.edit.getByText('Workflow: portrait')).toBeVisible();
    const reopened = await openSettings(again, 'Own servers');
    await reopened.getByRole('button', { name: 'Use the built-in workflow' }).click();
    await expect(again.bench.edit.getByText('Workflow: FLUX.2 dev')).toBeVisible();
    await reopened.getByRole('button', { name: 'Undo' }).click();
    await expect(again.bench.edit.getByText('Workflow: portrait')).toBeVisible();
    await reopened.getByRole('button', { name: 'Use the built-in workflow' }).click();
    await expect(again.bench.edit.getByText('Workflow: FLUX.2 dev')).toBeVisible();
    await again.bench.run('a green cup', 8);
    await again.bench.waitForPictures(3);
    expect(isPortrait(1)).toBe(false);

    // The first edit again, with its own workflow.
    await again.bench.entries('a blue cup').first().click();
    await again.bench.history.getByRole('button', { name: 'Re-run', exact: true }).first().click();
    await again.bench.waitForPictures(4);
    expect(isPortrait(2)).toBe(true);
    expect(server.violations).toEqual([]);
  } finally {
    await server.stop();
  }
});

test('an edit shows its place in ComfyUI’s queue, then its steps and pictures of the unfinished result', async ({
  start,
}) => {
  const server = await startComfyuiServer({ stepMs: 400 });
  try {
    const running = await start();
    const { bench, page } = running;
    await enterAddress(running, 'ComfyUI', server.url);

    // Other people's edits.
    server.queue.hold();
    const others = portraitWorkflow();
    for (const id of ['one', 'two'])
      server.queue.add({ id, prompt: others, extra: { client_id: id }, outputs: ['8'] });
    await bench.dropPaths([sample('coffee.png')]);
    await bench.waitForPictures(1);
    await bench.select('coffee.png');
    await bench.edit.getByRole('combobox', { name: 'Engine' }).selectOption('comfyui');
    await bench.run('a blue cup', 7);
    await expect(bench.queue.getByText('3rd in the server’s queue')).toBeVisible();
    await expect(bench.canvas.getByText('3rd in the server’s queue')).toBeVisible();

    server.queue.delete(['one', 'two']);
    server.queue.release();
    await expect(bench.queue.getByText(/^Rendering step \d+ of \d+…$/)).toBeVisible();
    const preview = bench.canvas.getByRole('img', { name: 'Unfinished result' });
    await expect(preview).toBeVisible();
    await expect.poll(() => preview.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
    expect(await preview.getAttribute('src')).toMatch(/^\/preview\/\d+\/\d+$/);
    await bench.waitForPictures(2);
    await expect(page.getByRole('img', { name: 'Unfinished result' })).toHaveCount(0);
    expect(server.violations).toEqual([]);
  } finally {
    await server.stop();
  }
});

test('plain http to another machine is warned of at the fields, before anything is sent', async ({
  start,
}) => {
  const settings = await openSettings(await start(), 'Own servers');
  const comfy = settings.getByRole('region', { name: 'ComfyUI' });
  // Once there are other servers to choose from, it is a combo box.
  const address = comfy.getByLabel('Address', { exact: true });
  const warning = comfy.getByText('This address uses plain http.');
  await address.fill('http://192.168.1.20:8188');
  await expect(warning).toHaveCount(1);
  await address.press('Enter');
  // At the address and at the token.
  await expect(warning).toHaveCount(2);
  await address.fill('https://gpu.example');
  await address.press('Enter');
  await expect(warning).toHaveCount(0);
  await address.fill('http://127.0.0.1:8188');
  await address.press('Enter');
  await expect(warning).toHaveCount(0);
});

test('a mask is sent to a server that takes one, as the transparent part of a picture of the same size', async ({
  start,
  folder,
}) => {
  const server = await startOpenaiServer({ key: null });
  try {
    const running = await start();
    const { bench } = running;
    await enterAddress(running, 'OpenAI Images', server.url);
    await bench.dropPaths([await writePhoto(folder, 'photo.png', { width: 800, height: 400 })]);
    await bench.waitForPictures(1);
    await bench.edit.getByRole('combobox', { name: 'Engine' }).selectOption('openai-images');
    await bench.tool('Rectangle').click();
    await bench.draw([
      [0.25, 0.25],
      [0.75, 0.75],
    ]);
    await expect(bench.edit.getByText(/of the picture may change/)).toBeVisible();
    await bench.prompt.fill('a blue door');
    await bench.runEdit.click();
    await expect.poll(() => server.bills.length).toBe(1);

    const [picture, mask] = server.bills[0]?.files ?? [];
    expect([picture?.field, mask?.field]).toEqual(['image', 'mask']);
    const sent = await sharp(picture?.bytes).metadata();
    const { data, info } = await sharp(mask?.bytes)
      .ensureAlpha()
      .extractChannel('alpha')
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([sent.width, sent.height]);
    const alphaAt = (x: number, y: number) =>
      data[Math.round(y * info.height) * info.width + Math.round(x * info.width)];
    // The middle may change, and nothing else.
    expect([alphaAt(0.5, 0.5), alphaAt(0.3, 0.3), alphaAt(0.7, 0.7)]).toEqual([0, 0, 0]);
    expect([alphaAt(0.1, 0.5), alphaAt(0.9, 0.5), alphaAt(0.5, 0.1), alphaAt(0.5, 0.9)]).toEqual([
      255, 255, 255, 255,
    ]);
    const open = data.filter((alpha) => alpha === 0).length / data.length;
    expect(open).toBeGreaterThan(0.23);
    expect(open).toBeLessThan(0.27);
    expect(server.violations).toEqual([]);
  } finally {
    await server.stop();
  }
});

test('a model file with a fault is refused with its line and the reason, and the others work', async ({
  start,
  folder,
}) => {
  const models = join(folder, 'data/models');
  await mkdir(models, { recursive: true });
  const text = await readFile('src/main/engines/openai-images/models/edits.json', 'utf8');
  const own = text.replace('"images-edits"', '"my-edits"');
  await writeFile(join(models, 'mine.json'), own.replace('Model from Settings', 'My model'));
  await writeFile(join(models, 'wrong.json'), own.replace('"grade": "documented"', '"grade": "great"'));
  const line = own.split('"grade"')[0]?.split('\n').length;
  const running = await start({ userData: join(folder, 'data') });
  for (const section of ['Own servers', '1min.ai']) {
    const settings = await openSettings(running, section);
    await expect(settings.getByText(`wrong.json, line ${line}: grade doesn’t fit the schema.`)).toBeVisible();
    await expect(settings.getByText('mine.json')).toHaveCount(0);
  }
  const { bench } = running;
  await bench.edit.getByRole('combobox', { name: 'Engine' }).selectOption('openai-images');
  await bench.edit.getByRole('combobox', { name: 'Model' }).selectOption('my-edits');
});
