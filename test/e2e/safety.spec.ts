import { expect, sample, test } from './support/app.ts';

test('the page has no Node, no Electron, one frozen bridge, and a strict policy', async ({ start }) => {
  const { page } = await start();
  const world = await page.evaluate(() => ({
    node: typeof (globalThis as Record<string, unknown>).require,
    process: typeof (globalThis as Record<string, unknown>).process,
    groups: Object.keys((globalThis as unknown as { reseed: object }).reseed).sort(),
    frozen: Object.isFrozen((globalThis as unknown as { reseed: object }).reseed),
    address: location.href,
  }));
  expect(world).toEqual({
    node: 'undefined',
    process: 'undefined',
    groups: expect.arrayContaining([
      'app',
      'edit',
      'history',
      'dropWorkflow',
      'importFiles',
      'library',
      'on',
      'queue',
      'run',
    ]),
    frozen: true,
    address: 'app://reseed/',
  });
  // Only the preload can name paths.
  expect(
    await page.evaluate(
      () => 'start' in ((globalThis as unknown as { reseed: Record<string, object> }).reseed.import ?? {}),
    ),
  ).toBe(false);
  const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
});

test('every window is sandboxed and isolated', async ({ start }) => {
  const { app } = await start();
  const preferences = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity };
    }),
  );
  expect(preferences.length).toBeGreaterThanOrEqual(1);
  for (const one of preferences)
    expect(one).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
});

test('navigation, new windows and permissions are blocked', async ({ start }) => {
  const { page, app } = await start();
  const opened = await page.evaluate(() => window.open('https://example.com/') === null);
  expect(opened).toBe(true);
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe('app://reseed/');
  const permission = await page.evaluate(async () =>
    navigator.permissions
      .query({ name: 'geolocation' as PermissionName })
      .then((status) => status.state)
      .catch(() => 'denied'),
  );
  expect(permission).toBe('denied');
  expect(app.windows().some((one) => one.url().startsWith('https:'))).toBe(false);
});

test('a malformed call returns an error value, and the app continues', async ({ start }) => {
  const { page, bench } = await start();
  const replies = await page.evaluate(async () => {
    const { reseed } = globalThis as unknown as {
      reseed: Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    };
    return Promise.all([
      reseed.library?.slice?.({ query: { place: 'library' }, from: -1, count: 10 }),
      reseed.library?.slice?.(null),
      reseed.edit?.run?.({ sourceImageId: 1, request: { engine: 'x' }, more: true }),
      reseed.run?.check?.({ runId: 999_999 }),
      reseed.edit?.rerun?.({ editId: 999_999, press: crypto.randomUUID() }),
      reseed.edit?.rerun?.({ editId: 999_999 }),
    ]);
  });
  expect(replies.map((reply) => (reply as { error: { code: string } }).error.code)).toEqual([
    'bad-request',
    'bad-request',
    'bad-request',
    'not-found',
    'not-found',
    'bad-request',
  ]);
  await bench.dropPaths([sample('rocket.jpg')]);
  await bench.waitForPictures(1);
});

test('addresses outside the library are not served', async ({ start, complaints, tolerated }) => {
  // Chromium reports each of them on the console.
  tolerated.push(/404/);
  const { page } = await start();
  const statuses = await page.evaluate(async () => {
    const ask = async (path: string) => (await fetch(path)).status;
    return Promise.all([
      ask(`/image/${'0'.repeat(64)}`),
      ask('/image/..%2f..%2fsettings.json'),
      ask('/../settings.json'),
      ask('/%2e%2e/%2e%2e/package.json'),
      ask('/thumb/x'),
    ]);
  });
  expect(statuses).toEqual([404, 404, 404, 404, 404]);
  await expect.poll(() => complaints.length).toBeGreaterThan(0);
});
