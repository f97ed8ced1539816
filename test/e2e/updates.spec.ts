import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { electronExecutable } from '../../scripts/lib/launch.ts';
import { APP_IMAGE, NEXT_VERSION, type ReleaseFeed, startReleaseFeed } from '../fixtures/release-feed.ts';
import { test as base, expect, type Running } from './support/app.ts';
import { openSettings } from './support/paid.ts';

const test = base.extend<{ readonly feed: ReleaseFeed }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
  feed: async ({}, use) => {
    const feed = await startReleaseFeed();
    await use(feed);
    await feed.stop();
  },
});

/** Takes the app's relaunch as it is, without the arguments of Playwright's loader. */
async function withoutLoader({ app }: Running): Promise<void> {
  await app.evaluate(({ app }) => {
    const relaunch = app.relaunch.bind(app);
    app.relaunch = (options) => relaunch({ ...options, args: ['--restarted'] });
  });
}

test('an AppImage finds, downloads and verifies an update, refuses a changed one, and restarts with it', async ({
  start,
  folder,
  feed,
}) => {
  const appImage = join(folder, 'Reseed.AppImage');
  writeFileSync(appImage, '#!/bin/sh\n');
  chmodSync(appImage, 0o755);
  const started = join(folder, 'started');
  const next = Buffer.from(`#!/bin/sh\necho "$1" > '${started}'\n${'#'.repeat(300_000)}\n`);

  const running = await start({
    env: {
      RESEED_UPDATE_KEY: feed.publicKey,
      APPIMAGE: appImage,
      APPDIR: dirname(await electronExecutable()),
    },
  });
  await withoutLoader(running);
  const settings = await openSettings(running, 'Updates');
  const status = settings.getByRole('main').getByRole('status');
  const check = settings.getByRole('button', { name: 'Check now' });
  const address = settings.getByRole('textbox', { name: 'Update address' });
  await expect(check).toBeDisabled();
  await address.fill('updates.example');
  await expect(settings.getByRole('main').getByRole('alert')).toHaveText(
    'Enter an address that begins with https://.',
  );
  await expect(check).toBeDisabled();
  await address.fill(feed.address);
  expect(feed.requests).toEqual([]);

  // A list that somebody changed on its way.
  feed.serve('latest-linux.yml', '# reseed-signature: AAAA\n{}\n');
  await check.click();
  await expect(status).toContainText('isn’t signed by Reseed’s publisher');

  feed.publish({ files: [feed.addFile(APP_IMAGE, next)], releaseNotes: 'Two things\nare faster.' });
  await settings.getByRole('button', { name: 'Try again' }).click();
  await expect(status).toContainText(`Version ${NEXT_VERSION} of`);
  await expect(status).toContainText('300 KB');
  await settings.getByText('What’s new').click();
  await expect(settings.getByText('are faster.')).toBeVisible();

  // It sends a half, and waits.
  feed.serve(APP_IMAGE, (_, response) => response.write(next.subarray(0, 150_000)));
  await settings.getByRole('button', { name: 'Download' }).click();
  const progress = settings.getByRole('progressbar', { name: 'Downloading the update' });
  await expect(progress).toHaveAttribute('aria-valuenow', '150000');
  await settings.getByRole('button', { name: 'Cancel' }).click();
  await expect(progress).toBeHidden();

  feed.serve(APP_IMAGE, next);
  await settings.getByRole('button', { name: 'Download' }).click();
  await expect(status).toContainText('its signature is valid');
  expect(existsSync(started)).toBe(false);
  expect(readFileSync(appImage, 'utf8')).toBe('#!/bin/sh\n');

  const ended = running.ended();
  await settings.getByRole('button', { name: 'Restart to install' }).click();
  expect(await ended).toBe(0);
  expect(readFileSync(appImage).equals(next)).toBe(true);
  // The new version was started.
  await expect
    .poll(() => existsSync(started) && readFileSync(started, 'utf8'), { timeout: 60_000 })
    .toBe('--restarted\n');
});
