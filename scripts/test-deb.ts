import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from '@playwright/test';
import { type CleanRoot, startCleanRoot } from './deb/clean-root.ts';
import { addDesktopUser, givePicture, sandboxKind } from './deb/desktop-user.ts';
import { copyAsVersion, nextVersion } from './deb/next-version.ts';
import { startSteps } from './deb/steps.ts';
import { libraryPictures, runEdit, waitFor, waitUntilReady } from './lib/drive-packaged.ts';
import { packagedApp } from './lib/packaged.ts';
import { inProject } from './lib/project.ts';
import { Missing, say, script, withCleanup } from './lib/script.ts';
import { startXvfb } from './lib/xvfb.ts';
import { debName, makeDeb } from './package/linux/deb.ts';
import { packageDetails } from './package/linux/details.ts';
import { stageSystem } from './package/linux/stage.ts';

const SUITE = process.argv[2] ?? 'bookworm';

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

// `npm run test:deb [-- suite]`: the life cycle of the .deb in dist, in a clean Debian, as an ordinary user.
// Needs root.
await script(() =>
  withCleanup(async (defer) => {
    const work = mkdtempSync(join(tmpdir(), 'reseed-deb-'));
    defer(() => rmSync(work, { recursive: true, force: true }));
    process.umask(0o022);
    const { step, count: steps } = startSteps();
    const details = await packageDetails();
    const deb = inProject('dist', debName(details));
    if (!existsSync(deb)) throw new Missing(`${basename(deb)} is not in dist; \`npm run package\` makes it.`);
    const next = { ...details, version: nextVersion(details.version) };
    const folder = join(work, 'root');
    mkdirSync(folder);
    const root = await startCleanRoot(SUITE, folder);
    defer(root.stop);
    const screen = await startXvfb();
    defer(screen.stop);
    const version = async () => (await root.run(['dpkg-query', '-W', '-f', `\${Version}`, 'reseed'])).trim();
    await step(`${basename(deb)} installed with apt in a clean Debian ${SUITE}`, async () => {
      await root.apt('update');
      // Packages of a desktop with user accounts.
      await root.apt('install', 'desktop-file-utils', 'passwd', 'apparmor');
      const before = (await root.run(['dpkg-query', '-W'])).split('\n').length;
      await root.apt('install', root.give(deb));
      const count = (await root.run(['dpkg-query', '-W'])).split('\n').length - before;
      expect(await version()).toBe(details.version);
      expect(statSync(join(folder, 'usr/lib/reseed/chrome-sandbox')).mode & 0o7777).toBe(0o4755);
      expect((await root.run(['dpkg', '--verify', 'reseed'])).trim()).toBe('');
      return `${count} packages, ${(statSync(deb).size / 1e6).toFixed(1)} MB`;
    });
    await step('the AppArmor profile', () => appArmorProfile(root));
    await step('the desktop offers it', async () => {
      const registered = await root.run(['gio', 'mime', 'image/png']);
      expect(registered).toContain('reseed.desktop');
      expect(await root.run(['gio', 'mime', 'x-scheme-handler/reseed'])).toMatch(/Default .*reseed\.desktop/);
      await root.run(['desktop-file-validate', '/usr/share/applications/reseed.desktop']);
      return 'for pictures, and for reseed: links';
    });
    const anna = await addDesktopUser(root, screen.display);
    const first = givePicture(
      root,
      anna.user,
      inProject('resources/samples/coffee.png'),
      'Straße im Regen (1).png',
    );
    await step("opened with a picture by the menu entry's own command", async () => {
      await anna.launch([first]);
      const names = await waitFor('the picture is not in the library', () =>
        anna.pictures().length > 0 ? anna.pictures() : undefined,
      );
      expect(names).toEqual([basename(first)]);
      return `imported "${names[0]}"`;
    });
    await step('the sandbox', async () => {
      const kind = await sandboxKind(root, await anna.mainProcess());
      expect(kind).toBe('namespaces');
      await anna.close();
      return `on, by ${kind}, as user ${anna.user.name}`;
    });
    await step('the sandbox without user namespaces', async () => {
      await anna.launch([], anna.menuEntryWith('--disable-namespace-sandbox'));
      const kind = await sandboxKind(root, await anna.mainProcess());
      expect(kind).toBe('setuid helper');
      await anna.close();
      return `on, by ${kind}`;
    });
    await step('an edit, and a second picture handed to the running app', async () => {
      const { browser, page } = await anna.drive();
      await waitUntilReady(page);
      await expect(libraryPictures(page)).toHaveCount(1);
      await libraryPictures(page).first().click();
      await runEdit(page);
      const pid = await anna.mainProcess();
      const second = givePicture(root, anna.user, inProject('resources/samples/rocket.jpg'), 'rocket.jpg');
      await anna.launch([second]);
      await expect(libraryPictures(page)).toHaveCount(3, { timeout: 30_000 });
      expect(await anna.mainProcess()).toBe(pid);
      await browser.close();
      await anna.close();
      return `${anna.pictures().length} pictures`;
    });
    await step('a link opened by the desktop', async () => {
      const { browser, page } = await anna.drive();
      await waitUntilReady(page);
      await root.run(['sh', '-c', 'exec gio open reseed:image/1 >/dev/null 2>&1'], anna.user);
      const tile = page.getByRole('region', { name: 'Library' }).getByRole('gridcell', { selected: true });
      await expect(tile.getByRole('img', { name: basename(first) })).toBeVisible();
      await root.run(['sh', '-c', 'exec gio open reseed:image/999 >/dev/null 2>&1'], anna.user);
      await expect(page.getByText('The picture in this link')).toBeVisible();
      await browser.close();
      await anna.close();
      return 'reseed:image/1 shows its picture, reseed:image/999 says that there is none';
    });
    const kept = anna.pictures();
    await step(`upgraded to ${next.version}`, async () => {
      await copyAsVersion(packagedApp().folder, join(work, 'next'), next.version);
      await stageSystem(join(work, 'next'), join(work, 'next-stage'), next);
      await root.apt('install', root.give(await makeDeb(join(work, 'next-stage'), work, next, 'one test')));
      expect(await version()).toBe(next.version);
      const { browser, page } = await anna.drive();
      await waitUntilReady(page);
      await expect(libraryPictures(page)).toHaveCount(kept.length);
      await browser.close();
      await anna.close();
      expect(anna.pictures()).toEqual(kept);
      return `the library has its ${kept.length} pictures`;
    });
    const library = join(anna.userData, 'library/library.db');
    await step(`downgraded to ${details.version}`, async () => {
      // Like a newer version's library: with a schema the older version doesn't know.
      const schema = setSchemaVersion(library, (version) => version + 1000);
      const before = sha256(library);
      await root.apt('install', '--allow-downgrades', root.give(deb));
      expect(await version()).toBe(details.version);
      const { browser, page } = await anna.drive();
      const problem = page.getByRole('region', { name: 'Library problem' });
      await problem.waitFor();
      const told = await problem.getByRole('heading').first().innerText();
      expect(told).toContain('newer version');
      await browser.close();
      await anna.close();
      expect(sha256(library)).toBe(before);
      setSchemaVersion(library, () => schema);
      return `"${told}", and the library is untouched`;
    });
    const owned = (await root.run(['dpkg', '-L', 'reseed']))
      .trim()
      .split('\n')
      .filter((path) => path.includes('reseed'));
    await step('removed', async () => {
      await root.apt('remove', 'reseed');
      const left = owned.filter((path) => existsSync(join(folder, path)));
      expect(left).toEqual([]);
      expect(anna.pictures()).toEqual(kept);
      return `0 of ${owned.length} files left, the library has its ${kept.length} pictures`;
    });
    await step('purged', async () => {
      await root.apt('purge', 'reseed');
      expect((await root.tryRun(['dpkg-query', '-W', 'reseed'])).code).not.toBe(0);
      expect(existsSync(join(folder, 'etc/apparmor.d/reseed'))).toBe(false);
      expect(anna.pictures()).toEqual(kept);
      return 'the library stays';
    });
    say(`the .deb lived its life in Debian ${SUITE}: ${steps()} steps`);
    return 0;
  }),
);

/**
 * Checks the profile that allows user namespaces to the app: installed where AppArmor can read it (4.0 and
 * newer), and not elsewhere.
 */
async function appArmorProfile(root: CleanRoot): Promise<string> {
  const profile = '/etc/apparmor.d/reseed';
  const version = /version (\d+)\.\d+/.exec(await root.run(['apparmor_parser', '--version']));
  const isThere = existsSync(join(root.folder, profile));
  expect(isThere).toBe(Number(version?.[1]) >= 4);
  if (!isThere) return `none for AppArmor ${version?.[0]}, which can't restrict user namespaces`;
  const names = await root.run(['apparmor_parser', '--names', profile]);
  expect(names.trim()).toBe('reseed');
  await root.run(['apparmor_parser', '--skip-kernel-load', '--skip-cache', profile]);
  return `read by AppArmor ${version?.[0]}`;
}

/** Changes a library's schema version. Returns the previous one. */
function setSchemaVersion(file: string, next: (version: number) => number): number {
  const db = new DatabaseSync(file);
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  db.exec(`PRAGMA user_version = ${next(version)}`);
  db.close();
  return version;
}
