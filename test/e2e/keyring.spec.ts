import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SecretService, startSecretService, whyNoSecretService } from '../fixtures/secret-service.ts';
import type { OneminServer } from '../onemin-server/server.ts';
import { type Running, sample } from './support/app.ts';
import { CANARY, expect, openSettings, paidEnv, test } from './support/paid.ts';
import { expectNowhere } from './support/secrets.ts';

const KEYRING = ['--password-store=gnome-libsecret'];

let why: string | null = null;
let services: SecretService[] = [];
test.beforeAll(async () => {
  test.setTimeout(300_000);
  why = await whyNoSecretService();
});
test.beforeEach(() => test.skip(why !== null, why ?? ''));
test.afterEach(async () => {
  for (const service of services) await service.stop();
  services = [];
});

async function keyring(folder: string, password: string | null): Promise<Readonly<Record<string, string>>> {
  const service = await startSecretService(folder, password);
  services.push(service);
  return service.env;
}

/** Enters the key in Settings. */
async function enterKey(running: Running) {
  const settings = await openSettings(running, '1min.ai');
  await settings.getByLabel('Your 1min.ai API key').fill(CANARY);
  await settings.getByRole('button', { name: 'Save and test' }).click();
  await expect(settings.getByText('The key works. Testing is free.')).toBeVisible();
  return settings;
}

test('a key is kept in the system’s keyring, in the clear nowhere, and found again after a restart', async ({
  start,
  api,
  folder,
}) => {
  const env = { ...paidEnv(api, null), ...(await keyring(join(folder, 'ring'), 'password')) };
  const first = await start({ env, args: KEYRING });
  const settings = await enterKey(first);
  await expect(settings.getByText('Stored in your system keyring.')).toBeVisible();
  await first.close();
  await expectNowhere(first.userData, CANARY);
  expect(JSON.parse(await readFile(join(first.userData, 'key.json'), 'utf8')).secure).toBe(true);

  const second = await start({ env, args: KEYRING });
  await second.bench.dropPaths([sample('coffee.png')]);
  await second.bench.waitForPictures(1);
  await second.bench.run('a red door', 7);
  await second.bench.waitForPictures(2);
  expect(api.bills).toHaveLength(1);
});

type Fixtures = {
  readonly start: (options: { env: Record<string, string>; args: readonly string[] }) => Promise<Running>;
  readonly api: OneminServer;
  readonly folder: string;
};

/** Has a key kept in one keyring; then the app runs an edit with another one, and says that the key cannot be read. */
async function expectUnreadable(
  { start, api, folder }: Fixtures,
  other: (ring: string) => Promise<Readonly<Record<string, string>>>,
): Promise<void> {
  const ring = join(folder, 'ring');
  const first = await start({
    env: { ...paidEnv(api, null), ...(await keyring(ring, 'password')) },
    args: KEYRING,
  });
  await enterKey(first);
  await first.close();
  for (const service of services.splice(0)) await service.stop();

  const second = await start({ env: { ...paidEnv(api, null), ...(await other(ring)) }, args: KEYRING });
  const waits = await second.app.evaluate(({ safeStorage }) => !('decryptStringAsync' in safeStorage));
  test.skip(
    waits && other === lockedRing,
    'this Electron waits in its main thread until a keyring is unlocked',
  );
  await second.bench.dropPaths([sample('coffee.png')]);
  await second.bench.waitForPictures(1);
  await second.bench.run('a red door', 7);
  await expect(
    second.bench.queue
      .getByRole('status')
      .filter({ hasText: 'The saved API key can’t be read on this computer' }),
  ).toBeVisible();
  expect(api.bills).toEqual([]);
}

const lockedRing = (ring: string) => keyring(ring, null);
const otherRing = (ring: string) => keyring(`${ring}-of-another`, 'other');

test('another user’s keyring does not give the key: that is said, and nothing is sent', async ({
  start,
  api,
  folder,
}) => {
  await expectUnreadable({ start, api, folder }, otherRing);
});

test('a locked keyring does not give the key: that is said, and nothing is sent', async ({
  start,
  api,
  folder,
}) => {
  await expectUnreadable({ start, api, folder }, lockedRing);
});
