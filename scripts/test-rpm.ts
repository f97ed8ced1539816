import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect } from '@playwright/test';
import { startCleanRoot } from './deb/clean-root.ts';
import { addDesktopUser, givePicture, sandboxKind } from './deb/desktop-user.ts';
import { copyAsVersion, nextVersion } from './deb/next-version.ts';
import { startSteps } from './deb/steps.ts';
import { libraryPictures, runEdit, waitFor, waitUntilReady } from './lib/drive-packaged.ts';
import { packagedApp } from './lib/packaged.ts';
import { inProject } from './lib/project.ts';
import { Missing, say, script, withCleanup } from './lib/script.ts';
import { startXvfb } from './lib/xvfb.ts';
import { debianDepends } from './package/linux/dependencies.ts';
import { packageDetails } from './package/linux/details.ts';
import { makeRpm } from './package/linux/rpm.ts';
import { missingRequirements, seriousFindings } from './package/linux/rpm-checks.ts';
import { stageSystem } from './package/linux/stage.ts';

const SUITE = process.argv[2] ?? 'bookworm';

// `npm run test:rpm [-- suite]`: the life cycle of the .rpm in dist, as an ordinary user. Needs root. The
// system is a clean Debian with an empty database of rpm, so the libraries come from apt, and what the package
// requires is looked up among them.
await script(() =>
  withCleanup(async (defer) => {
    const work = mkdtempSync(join(tmpdir(), 'reseed-rpm-'));
    defer(() => rmSync(work, { recursive: true, force: true }));
    process.umask(0o022);
    const { step, count } = startSteps();
    const details = await packageDetails();
    const name = readdirSync(inProject('dist')).find(
      (one) => one.startsWith(`${details.name}-${details.version}-`) && one.endsWith('.rpm'),
    );
    if (!name) throw new Missing('no .rpm of this version in dist; `npm run package` makes it.');
    const rpm = inProject('dist', name);
    const next = { ...details, version: nextVersion(details.version) };
    const folder = join(work, 'root');
    mkdirSync(folder);
    const root = await startCleanRoot(SUITE, folder);
    defer(root.stop);
    const screen = await startXvfb();
    defer(screen.stop);
    const packed = root.give(rpm);
    const query = (...args: string[]) => root.run(['rpm', '--nosignature', '-q', ...args]);
    // What it requires comes from apt, which rpm doesn't know; the third step looks it up instead.
    const install = (path: string) =>
      root.run(['rpm', '--nosignature', '--nodeps', '--force-debian', '--upgrade', path]);
    let owned: string[] = [];

    await step('rpmlint', async () => {
      await root.apt('update');
      await root.apt('install', 'rpm', 'rpmlint');
      const config = root.give(inProject('resources/linux/rpmlint.toml'));
      const { out } = await root.tryRun(['rpmlint', '--config', config, packed]);
      expect(out).toMatch(/\d+ packages? and .* checked/);
      expect(seriousFindings(out)).toEqual([]);
      return 'no errors';
    });
    await step(`${basename(rpm)} installed with rpm`, async () => {
      const depends = await debianDepends(packagedApp().folder);
      // The first of the alternatives that this Debian has.
      await root.apt('install', 'passwd', 'desktop-file-utils', 'hicolor-icon-theme');
      await root.apt('satisfy', depends.join(', '));
      await install(packed);
      owned = (await query('-l', details.name)).trim().split('\n');
      expect((await query('--queryformat', '%{version}', details.name)).trim()).toBe(details.version);
      expect(statSync(join(folder, 'usr/lib/reseed/chrome-sandbox')).mode & 0o7777).toBe(0o4755);
      expect((await root.tryRun(['rpm', '-V', '--nodeps', details.name])).out.trim()).toBe('');
      return `${owned.length} files and folders, ${(statSync(rpm).size / 1e6).toFixed(1)} MB`;
    });
    await step('what it requires', async () => {
      const required = (await query('--requires', details.name)).trim().split('\n');
      const libraries = await root.run(['/sbin/ldconfig', '-p']);
      const missing = missingRequirements(required, libraries, (path) => existsSync(join(folder, path)));
      expect(missing).toEqual([]);
      return `${required.length} requirements, each there`;
    });
    const anna = await addDesktopUser(root, screen.display);
    const first = givePicture(root, anna.user, inProject('resources/samples/coffee.png'), 'coffee.png');
    await step("opened with a picture by the menu entry's own command, sandbox on", async () => {
      await root.run(['desktop-file-validate', '/usr/share/applications/reseed.desktop']);
      await anna.launch([first]);
      const names = await waitFor('the picture is not in the library', () =>
        anna.pictures().length > 0 ? anna.pictures() : undefined,
      );
      expect(names).toEqual(['coffee.png']);
      const kind = await sandboxKind(root, await anna.mainProcess());
      await anna.close();
      return `imported "${names[0]}", sandbox by ${kind}`;
    });
    await step('an edit', async () => {
      const { browser, page } = await anna.drive();
      await waitUntilReady(page);
      await libraryPictures(page).first().click();
      await runEdit(page);
      await browser.close();
      await anna.close();
      return `${anna.pictures().length} pictures`;
    });
    const kept = anna.pictures();
    await step(`upgraded to ${next.version}`, async () => {
      await copyAsVersion(packagedApp().folder, join(work, 'next'), next.version);
      await stageSystem(join(work, 'next'), join(work, 'next-stage'), next);
      await install(root.give(await makeRpm(join(work, 'next-stage'), work, next, true)));
      expect((await query('--queryformat', '%{version}', details.name)).trim()).toBe(next.version);
      const { browser, page } = await anna.drive();
      await waitUntilReady(page);
      await expect(libraryPictures(page)).toHaveCount(kept.length);
      await browser.close();
      await anna.close();
      return `the library has its ${kept.length} pictures`;
    });
    await step('removed', async () => {
      await root.run(['rpm', '--nodeps', '--force-debian', '--erase', details.name]);
      const left = owned.filter((path) => path.includes('reseed') && existsSync(join(folder, path)));
      expect(left).toEqual([]);
      expect(anna.pictures()).toEqual(kept);
      return `0 of ${owned.length} left, the library has its ${kept.length} pictures`;
    });
    say(`the .rpm lived its life: ${count()} steps`);
    return 0;
  }),
);
