import { startComfyuiServer } from '../comfyui-server/server.ts';
import { sample } from './support/app.ts';
import { expect, openSettings, test } from './support/paid.ts';

test('ComfyUI is set up in Settings, runs an edit, cancels one, and gives one back after a restart', async ({
  start,
}) => {
  const server = await startComfyuiServer();
  try {
    const running = await start();
    const { bench } = running;
    const settings = await openSettings(running, 'Own servers');
    const comfy = settings.getByRole('region', { name: 'ComfyUI' });
    await comfy.getByRole('textbox', { name: 'Address' }).fill(server.url);
    await comfy.getByRole('textbox', { name: 'Address' }).press('Enter');
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
