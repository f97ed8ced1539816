import { sample } from './support/app.ts';
import { CANARY, expect, openSettings, paidEnv, test } from './support/paid.ts';
import { expectNowhere } from './support/secrets.ts';

test('a paid edit sends what was shown, bills a double click once, and has a complete receipt', async ({
  start,
  api,
}) => {
  const running = await start({ env: paidEnv(api) });
  const { bench, page, userData } = running;
  await bench.dropPaths([sample('rocket.jpg')]);
  await bench.waitForPictures(1);
  await expect(bench.edit.getByText('Uses credits from your 1min.ai account.')).toBeVisible();
  await bench.prompt.fill('a red door');
  await bench.seed.fill('4242');
  await bench.edit.getByRole('button', { name: 'What will be sent' }).click();
  const facts = bench.edit.getByText(/Rotation applied, metadata removed\./);
  await expect(facts).toContainText('JPEG');
  await expect(bench.edit.getByText('num_inference_steps')).toBeVisible();
  const shown = await bench.edit.getByRole('img', { name: 'Picture as it will be sent' }).getAttribute('src');

  await bench.runEdit.dblclick();
  await bench.waitForPictures(2);
  await page.waitForTimeout(500);
  expect(api.bills).toHaveLength(1);
  // The previewed bytes are the bytes sent.
  expect(api.assets).toHaveLength(1);
  expect(shown).toContain(api.assets[0]?.sha256 ?? 'nothing was uploaded');
  const posted = api.requests.filter((request) => request.path === '/api/features');
  expect(posted).toHaveLength(1);
  expect(JSON.parse(posted[0]?.body.toString() ?? '{}')).toEqual({
    type: 'IMAGE_EDITOR',
    model: 'black-forest-labs/flux-2-dev',
    promptObject: {
      imageUrl: api.assets[0]?.path,
      prompt: 'a red door',
      aspect_ratio: 'match_input_image',
      output_format: 'webp',
      output_quality: 80,
      num_inference_steps: 28,
      guidance: 3,
      prompt_strength: 0.8,
      go_fast: false,
      megapixels: '1',
      disable_safety_checker: false,
      seed: 4242,
    },
  });

  await bench.entries('a red door').first().click();
  const details = bench.history.getByRole('group', { name: 'Selected edit' });
  await expect(details.getByText('You were charged.').first()).toBeVisible();
  await details.getByRole('button', { name: 'Receipt' }).click();
  await expect(details.getByText(api.bills[0]?.bodySha256 ?? 'no bill')).toBeVisible();
  await expect(details.getByText(api.bills[0]?.uuid ?? 'no bill')).toBeVisible();
  await details.getByRole('button', { name: 'Data sent' }).click();
  await expect(details.getByText('"seed": 4242')).toBeVisible();

  const settings = await openSettings(running, 'Usage');
  await expect(settings.getByText('1 of 50 paid edits used today')).toBeVisible();
  await expect(settings.getByRole('row', { name: /1min\.ai Done 1 1/ })).toBeVisible();
  await running.close();

  await expectNowhere(userData, CANARY);
});

test('missing credits and moderation are explained', async ({ start, api }) => {
  const running = await start({ env: paidEnv(api) });
  const { bench } = running;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  api.setCredits(1200);
  await bench.run('a red door', 7);
  const obstacle = bench.queue.getByRole('status').filter({
    hasText: 'Not enough credits: this edit needs 15,000, and your account has 1,200. You weren’t charged.',
  });
  await expect(obstacle).toBeVisible();
  await expect(bench.queue.getByText('Waiting', { exact: true })).toBeVisible();
  await expect(obstacle.getByRole('button', { name: 'Open Settings' })).toBeVisible();
  expect(api.bills).toHaveLength(0);

  // After buying credits, the same request is sent again.
  api.setCredits(1_000_000);
  await obstacle.getByRole('button', { name: 'Try again' }).click();
  await bench.waitForPictures(2);
  await expect(obstacle).toBeHidden();
  expect(api.bills).toHaveLength(1);
  expect(api.bills[0]?.seed).toBe(7);

  await api.faults.add({ at: 'feature', kind: 'moderated' });
  await bench.run('something else', 8);
  await expect(
    bench.queue.getByText(
      /^Blocked: 1min\.ai’s safety filter blocked this edit.*You may have been charged\./,
    ),
  ).toBeVisible();
  await expect(bench.history.getByText('Blocked').first()).toBeVisible();
  // The team's name is shown nowhere.
  await expect(running.page.getByText(api.team)).toHaveCount(0);
});

test('a re-run shows how much the service’s result differs', async ({ start, api }) => {
  const { bench, page } = await start({ env: paidEnv(api) });
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.run('a red door', 7);
  await bench.waitForPictures(2);
  api.settings.drift = 'near';
  await page.getByRole('button', { name: 'Re-run', exact: true }).first().click();
  await bench.waitForPictures(3);
  await expect(bench.verdict()).toHaveAttribute('data-verdict', /^(near|drifted)$/);
  expect(api.bills).toHaveLength(2);
  const bodies = api.requests.filter((request) => request.path === '/api/features').map(({ body }) => body);
  expect(bodies[0]?.equals(bodies[1] ?? Buffer.alloc(0))).toBe(true);
  // The picture was uploaded once for both.
  expect(api.assets).toHaveLength(1);
});

test('the daily cap refuses new runs with an explanation, holds waiting ones, and releases them when raised', async ({
  start,
  api,
}) => {
  const running = await start({ env: paidEnv(api) });
  const { bench, page } = running;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.run('first', 1);
  await bench.waitForPictures(2);
  const settings = await openSettings(running, '1min.ai');
  const cap = settings.getByRole('spinbutton', { name: 'Daily limit for paid edits' });
  await cap.fill('1');
  await expect(bench.edit.getByText('You’ve reached today’s limit of 1 paid edit.')).toBeVisible();
  await bench.prompt.fill('second');
  await bench.runEdit.click();
  await expect(bench.edit.getByRole('alert')).toContainText('You’ve reached today’s limit of 1 paid edit.');
  expect(api.bills).toHaveLength(1);

  // Queued below the cap, which is then lowered.
  await cap.fill('50');
  await expect(bench.edit.getByRole('alert')).toBeHidden();
  api.settings.editMs = 1500;
  await page.evaluate(() =>
    (
      globalThis as unknown as { reseed: { queue: { pause(input: object): Promise<unknown> } } }
    ).reseed.queue.pause({}),
  );
  await bench.run('second', 2);
  await cap.fill('1');
  // The windows show the stored state.
  await expect(bench.edit.getByText('You’ve reached today’s limit of 1 paid edit.')).toBeVisible();
  await bench.queue.getByRole('button', { name: 'Resume queue' }).click();
  await expect(page.getByRole('button', { name: 'Limit reached: 1 waiting' })).toBeVisible();
  await expect(bench.queue.getByText('Daily limit of 1 reached. Continues tomorrow.')).toBeVisible();
  expect(api.bills).toHaveLength(1);
  await cap.fill('2');
  await bench.waitForPictures(3);
  expect(api.bills).toHaveLength(2);
  await expect(page.getByRole('button', { name: /Limit reached/ })).toBeHidden();
});

test('a run killed while sending is uncertain, and is resent only by a click', async ({ start, api }) => {
  const first = await start({ env: paidEnv(api) });
  await first.bench.dropPaths([sample('coffee.png')]);
  await first.bench.waitForPictures(1);
  api.settings.editMs = 60_000;
  await first.bench.run('a red door', 7);
  await expect(first.bench.queue.getByText(/^Sent at \d.*, waiting for a response…$/)).toBeVisible();
  await expect.poll(() => api.bills.length).toBe(1);
  await first.kill();
  api.settings.editMs = 0;

  const { bench, page } = await start({ env: paidEnv(api) });
  await expect(
    bench.queue.getByText(/^Sent at \d.*, but no response was saved\. You may have been charged\.$/),
  ).toBeVisible();
  await bench.select('coffee.png');
  await expect(bench.history.getByText('Outcome unknown')).toBeVisible();
  await page.waitForTimeout(2_000);
  expect(api.bills).toHaveLength(1);

  // It has no number at the service, so *Check status* can only say where to look.
  await bench.queue.getByRole('button', { name: 'Check status' }).click();
  await expect(page.getByText(/Reseed can’t check its status/)).toBeVisible();
  expect(api.bills).toHaveLength(1);
  await bench.queue.getByRole('button', { name: 'Run again (may be charged again)' }).dblclick();
  await bench.waitForPictures(2);
  expect(api.bills).toHaveLength(2);
  // The new run replaced the uncertain one.
  await expect(bench.queue.getByText('Done', { exact: true })).toHaveCount(1);
  await expect(bench.queue.getByText(/no response was saved/)).toHaveCount(0);
});

test('a run whose connection broke after sending can only be dismissed', async ({ start, api }) => {
  const { bench, page } = await start({ env: paidEnv(api) });
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await api.faults.add({ at: 'feature', kind: 'after-last-byte' });
  await bench.run('a red door', 7);
  await expect(
    bench.queue.getByText(/but no response was saved\. You may have been charged\.$/),
  ).toBeVisible();
  await bench.queue.getByRole('button', { name: 'Dismiss' }).click();
  await expect(bench.queue.getByText('Dismissed. You may have been charged.')).toBeVisible();
  await page.waitForTimeout(500);
  expect(api.bills).toHaveLength(1);
});
