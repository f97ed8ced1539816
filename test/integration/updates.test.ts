import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { UpdateInstall, UpdateState } from '@shared/domain/update.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { setLocale } from '@shared/i18n/index.ts';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createUndiciHttp } from '../../src/main/http/undici-http.ts';
import type { FeedLimits } from '../../src/main/updates/feed.ts';
import { LIST_NAMES, signList } from '../../src/main/updates/release-list.ts';
import { createUpdateService, type UpdateService } from '../../src/main/updates/update-service.ts';
import { eventually } from '../fixtures/eventually.ts';
import {
  APP_IMAGE,
  listOf,
  makeKeys,
  NEXT_VERSION,
  type ReleaseFeed,
  startReleaseFeed,
} from '../fixtures/release-feed.ts';
import { mountSmallDisk } from '../fixtures/small-disk.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

const LIST = LIST_NAMES['linux-x64'];
const DAY = 86_400_000;

interface Rig {
  readonly feed: ReleaseFeed;
  readonly updates: UpdateService;
  readonly userData: string;
  readonly states: UpdateState[];
  readonly done: string[];
  /** Files of the download, also incomplete ones. */
  downloads(): string[];
  /** The service of the next start. */
  restart(): UpdateService;
}

interface RigOptions {
  readonly install?: UpdateInstall;
  readonly limits?: FeedLimits;
  readonly chosen?: string | null;
  readonly keys?: readonly string[];
  readonly userData?: string;
}

async function rig({
  install = 'appimage',
  limits,
  chosen,
  keys,
  userData = tempFolder(),
}: RigOptions = {}): Promise<Rig> {
  const feed = await startReleaseFeed();
  onTestFinished(feed.stop);
  const http = createUndiciHttp();
  onTestFinished(http.close);
  const appImage = join(userData, 'Reseed.AppImage');
  writeFileSync(appImage, 'the version that runs');
  chmodSync(appImage, 0o755);
  const states: UpdateState[] = [];
  const done: string[] = [];
  const restart = () =>
    createUpdateService({
      userData,
      version: '0.1.0',
      installation: { install, system: 'linux-x64', appImage: install === 'appimage' ? appImage : null },
      config: { feed: null, keys: keys ?? [feed.publicKey] },
      chosenFeed: () => (chosen === undefined ? feed.address : chosen),
      http: async () => http,
      control: {
        restart: (path) => done.push(`restart ${path === appImage ? 'the AppImage' : path}`),
        runAfterQuit: (program, args) => done.push(`run ${[program, ...args].join(' ')}`),
        reveal: (path) => done.push(`reveal ${path}`),
      },
      clock: Date.now,
      log: memoryLog(),
      changed: (state) => states.push(state),
      ...(limits && { limits }),
    });
  const folder = join(userData, 'updates');
  const downloads = () => (existsSync(folder) ? readdirSync(folder) : []);
  return { feed, updates: restart(), userData, states, done, downloads, restart };
}

afterEach(() => setLocale('en'));

/** Runs all steps until one is refused. Returns the reason, with its sentence in both languages. */
async function refusal(updates: UpdateService): Promise<{ reason: string; en: string; de: string }> {
  let state = await updates.check();
  if (state.phase.kind === 'available') state = await updates.download();
  if (state.phase.kind === 'ready') state = await updates.install();
  if (state.phase.kind !== 'failed') throw new Error(`not refused: ${state.phase.kind}`);
  const { error } = state.phase;
  setLocale('en');
  const en = errorMessage(error);
  setLocale('de');
  const de = errorMessage(error);
  return { reason: error.reason ?? error.code, en, de };
}

/** Sentences that tell a person what to do. */
const ADVICE = {
  en: /(try again|check the address|tell the operator|enter its address|clock may be wrong|keep your version)/i,
  de: /(erneut versuchen|adresse prüfen|Bescheid geben|trägt seine Adresse|geht falsch|kann bleiben)/i,
};

interface Attack {
  readonly does: (feed: ReleaseFeed) => void;
  readonly reason: string;
  /** Shorter than the app's, only where the limit is what ends the attack. */
  readonly limits?: FeedLimits;
}

const NO_LIMITS: FeedLimits = { listMs: 600_000, fileMs: 600_000, windowMs: 600_000, windowBytes: 1 };

/** Each attack by a server or by someone between: what it does, and the reason of the refusal. */
const ATTACKS: Readonly<Record<string, Attack>> = {
  'offers an older version': {
    does: (feed) => feed.publish({ version: '0.0.9', files: [feed.addFile(APP_IMAGE, undefined, '0.0.9')] }),
    reason: 'update-older',
  },
  'serves another file of the same size': {
    does(feed) {
      feed.publish();
      feed.serve(APP_IMAGE, Buffer.alloc(200_000, 'x'));
    },
    reason: 'update-hash',
  },
  'signs the list with a key of its own': {
    does: (feed) => feed.serve(LIST, signList(listOf(feed), makeKeys().privateKey)),
    reason: 'update-signature',
  },
  'changes a signed list': {
    does(feed) {
      const text = signList(listOf(feed), feed.privateKey);
      feed.serve(LIST, text.replace(NEXT_VERSION, '9.9.9'));
    },
    reason: 'update-signature',
  },
  'ends the file early': {
    does(feed) {
      const bytes = Buffer.alloc(200_000, 'y');
      feed.publish({ files: [feed.addFile(APP_IMAGE, bytes)] });
      feed.serve(APP_IMAGE, bytes.subarray(0, 150_000));
    },
    reason: 'update-truncated',
  },
  'redirects the list to another host': {
    does: (feed) =>
      feed.serve(LIST, (_, response) =>
        response.writeHead(302, { location: 'https://elsewhere.example/latest-linux.yml' }).end(),
      ),
    reason: 'update-redirect',
  },
  'redirects the file to another host': {
    does(feed) {
      feed.publish();
      feed.serve(APP_IMAGE, (_, response) =>
        response.writeHead(307, { location: 'https://elsewhere.example/x' }).end(),
      );
    },
    reason: 'update-redirect',
  },
  'answers with a web page': {
    does: (feed) => feed.serve(LIST, '<!doctype html><title>Sign in to this network</title>'),
    reason: 'update-no-list',
  },
  'sends a huge list': {
    does: (feed) => feed.serve(LIST, '#'.repeat(1_000_000)),
    reason: 'update-list-too-large',
  },
  'sends a file without an end': {
    does(feed) {
      feed.publish();
      feed.serve(APP_IMAGE, (_, response) => {
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
        };
        response.on('drain', more);
        more();
      });
    },
    reason: 'update-too-large',
  },
  'announces a larger file': {
    does(feed) {
      feed.publish();
      feed.serve(APP_IMAGE, (_, response) =>
        response.writeHead(200, { 'content-length': 10 ** 12 }).flushHeaders(),
      );
    },
    reason: 'update-too-large',
  },
  'never finishes the list': {
    does: (feed) => feed.serve(LIST, (_, response) => response.write('# reseed-signature: ')),
    reason: 'update-slow',
    limits: { ...NO_LIMITS, listMs: 500 },
  },
  'sends almost nothing of the file': {
    does(feed) {
      feed.publish();
      feed.serve(APP_IMAGE, (_, response) => response.writeHead(200).write('a byte or two'));
    },
    reason: 'update-slow',
    limits: { ...NO_LIMITS, windowMs: 500, windowBytes: 1_000 },
  },
  'serves the list of another system': {
    does: (feed) => feed.serve(LIST, signList(listOf(feed, { system: 'darwin' }), feed.privateKey)),
    reason: 'update-other-system',
  },
  'swaps two signed files': {
    does(feed) {
      const other = feed.addFile('Reseed-0.1.0-linux-x64.AppImage', undefined, '0.1.0');
      feed.publish({ files: [{ ...other, url: APP_IMAGE }] });
    },
    reason: 'update-other-file',
  },
  'replays a list that has expired': {
    does: (feed) => feed.publish({ expires: new Date(Date.now() - DAY).toISOString() }),
    reason: 'update-expired',
  },
};

describe('a feed that attacks', () => {
  for (const [name, { does, reason, limits = NO_LIMITS }] of Object.entries(ATTACKS))
    it(`is refused if it ${name}`, async () => {
      const { feed, updates, userData, done, downloads } = await rig({ limits });
      does(feed);
      const refused = await refusal(updates);
      expect(refused.reason).toBe(reason);
      expect(refused.en).toMatch(ADVICE.en);
      expect(refused.de).toMatch(ADVICE.de);
      expect(refused.de).not.toBe(refused.en);
      // Nothing was run or replaced, and nothing is left.
      expect(done).toEqual([]);
      expect(downloads()).toEqual([]);
      expect(readFileSync(join(userData, 'Reseed.AppImage'), 'utf8')).toBe('the version that runs');
    });

  it('is refused if it replays a list that was valid before a newer one, even after a restart', async () => {
    const { feed, updates, restart } = await rig();
    feed.publish({ sequence: 2_000 });
    expect((await updates.check()).phase.kind).toBe('available');
    // Valid by itself: signed, not expired, newer than this version.
    feed.publish({ sequence: 1_999 });
    const refused = await refusal(restart());
    expect(refused.reason).toBe('update-replayed');
    expect(refused.en).toMatch(ADVICE.en);
    expect(refused.de).toMatch(ADVICE.de);
  });

  it('does not send the downloaded file past the check that runs before it is installed', async () => {
    const { feed, updates, userData, done } = await rig();
    feed.publish();
    await updates.check();
    expect((await updates.download()).phase.kind).toBe('ready');
    writeFileSync(join(userData, 'updates', APP_IMAGE), Buffer.alloc(200_000, 'z'));
    const { phase } = await updates.install();
    expect(phase).toMatchObject({ kind: 'failed', error: { reason: 'update-hash' }, retry: 'download' });
    expect(done).toEqual([]);
    expect(readFileSync(join(userData, 'Reseed.AppImage'), 'utf8')).toBe('the version that runs');
    // It can be downloaded again.
    expect((await updates.download()).phase.kind).toBe('ready');
  });
});

describe('an update', () => {
  it('is checked, downloaded, verified and put in place of the AppImage, each only when asked', async () => {
    const { feed, updates, userData, states, done, downloads } = await rig();
    feed.publish({ releaseNotes: 'Faster.' });
    updates.state();
    expect(feed.requests).toEqual([]);

    const { phase } = await updates.check();
    expect(phase).toMatchObject({
      kind: 'available',
      offer: { version: NEXT_VERSION, file: APP_IMAGE, bytes: 200_000, notes: 'Faster.' },
    });
    expect(feed.requests).toEqual([`/releases/${LIST}`]);

    expect((await updates.download()).phase.kind).toBe('ready');
    expect(feed.requests).toHaveLength(2);
    expect(downloads()).toEqual([APP_IMAGE]);
    expect(statSync(join(userData, 'updates', APP_IMAGE)).mode & 0o111).toBe(0);
    const progress = states.flatMap(({ phase }) => (phase.kind === 'downloading' ? [phase.doneBytes] : []));
    expect(progress.at(-1)).toBe(200_000);
    expect(progress.length).toBeLessThanOrEqual(101);

    await updates.install();
    const appImage = join(userData, 'Reseed.AppImage');
    expect(readFileSync(appImage)).toEqual(readFileSync(join(userData, 'updates', APP_IMAGE)));
    expect(statSync(appImage).mode & 0o111).not.toBe(0);
    expect(done).toEqual(['restart the AppImage']);
  });

  it('can be canceled and downloaded again', async () => {
    const { feed, updates, downloads, states } = await rig();
    const file = feed.addFile(APP_IMAGE);
    feed.publish({ files: [file] });
    await updates.check();
    feed.serve(APP_IMAGE, (_, response) => response.write(Buffer.alloc(50_000)));
    const download = updates.download();
    await eventually(() =>
      expect(states.at(-1)?.phase).toMatchObject({ kind: 'downloading', doneBytes: 50_000 }),
    );
    updates.cancel();
    expect((await download).phase.kind).toBe('available');
    expect(downloads()).toEqual([]);
    feed.publish();
    await updates.check();
    expect((await updates.download()).phase.kind).toBe('ready');
  });

  it('is refused with a full disk if only a part of its last bytes has room', async ({ skip }) => {
    const disk = mountSmallDisk(2);
    if (!disk) return skip('no small disk here');
    onTestFinished(() => disk.remove());
    const { feed, updates, downloads } = await rig({ userData: disk.path });
    feed.publish();
    await updates.check();
    // The page of the last bytes is missing.
    disk.fill(48 * 4096);
    const { phase } = await updates.download();
    expect(phase).toMatchObject({ kind: 'failed', error: { code: 'disk-full' }, retry: 'download' });
    expect(downloads()).toEqual([]);
    disk.empty();
    expect((await updates.download()).phase.kind).toBe('ready');
  });

  it('says that this is the newest version', async () => {
    const { feed, updates } = await rig();
    feed.publish({ version: '0.1.0' });
    expect((await updates.check()).phase.kind).toBe('current');
  });

  it('replaces nothing if the AppImage’s folder is read-only, and the step can be repeated', async () => {
    const { feed, updates, userData, done } = await rig();
    feed.publish();
    await updates.check();
    await updates.download();
    // A folder in the place of the temporary file, which also stops root.
    mkdirSync(join(userData, 'Reseed.AppImage.tmp', 'in-the-way'), { recursive: true });
    expect((await updates.install()).phase).toMatchObject({ kind: 'failed', retry: 'install' });
    expect(readFileSync(join(userData, 'Reseed.AppImage'), 'utf8')).toBe('the version that runs');
    expect(done).toEqual([]);
  });

  it('runs the verified installer of Windows once the app has ended', async () => {
    const { feed, updates, done, userData } = await rig({ install: 'installer' });
    const name = `Reseed-${NEXT_VERSION}-win-x64.exe`;
    const portable = feed.addFile(`Reseed-${NEXT_VERSION}-portable-x64.exe`);
    feed.publish({ files: [portable, feed.addFile(name)] });
    await updates.check();
    await updates.download();
    await updates.install();
    expect(done).toEqual([`run ${join(userData, 'updates', name)} --updated /S --force-run`]);
  });

  it('shows the verified file for a copy that the user replaces', async () => {
    const { feed, updates, done, userData } = await rig({ install: 'folder' });
    feed.publish();
    await updates.check();
    await updates.download();
    expect(done).toEqual([]);
    await updates.install();
    expect(done).toEqual([`reveal ${join(userData, 'updates', APP_IMAGE)}`]);
  });
});

describe('no request is made', () => {
  it.each([
    ['without an address', { chosen: null }, 'update-no-feed'],
    ['without a key to verify with', { keys: [] }, 'update-no-key'],
    ['for a Debian package', { install: 'deb' }, 'update-by-system'],
    ['for an RPM package', { install: 'rpm' }, 'update-by-system'],
  ] as const)('%s', async (_, options, reason) => {
    const { feed, updates } = await rig(options);
    feed.publish();
    expect((await updates.check()).phase).toMatchObject({ kind: 'failed', error: { reason } });
    expect((await updates.download()).phase.kind).toBe('failed');
    expect((await updates.install()).phase.kind).toBe('failed');
    expect(feed.requests).toEqual([]);
  });
});
