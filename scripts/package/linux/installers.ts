import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { say, withCleanup } from '../../lib/script.ts';
import { hasCommand } from '../../lib/system.ts';
import { makeDeb } from './deb.ts';
import { packageDetails } from './details.ts';
import { makeRpm } from './rpm.ts';
import { copyStage, stageSystem } from './stage.ts';

/**
 * Builds the .deb and the .rpm of a packaged app if their tools are installed. Returns their paths. `quick`
 * takes a fifth of the time, and the result is a tenth larger.
 */
export async function makeInstallers(app: string, output: string, quick: boolean): Promise<string[]> {
  return withCleanup(async (defer) => {
    const work = mkdtempSync(join(tmpdir(), 'reseed-installers-'));
    defer(() => rmSync(work, { recursive: true, force: true }));
    process.umask(0o022);
    const details = await packageDetails();
    const stage = join(work, 'rpm');
    await stageSystem(app, stage, details);
    const made: string[] = [];
    if (hasCommand('dpkg-deb')) {
      await copyStage(stage, join(work, 'deb'));
      made.push(await makeDeb(join(work, 'deb'), output, details, quick ? 'trial' : 'release'));
    } else say('no .deb: dpkg-deb is not installed');
    if (hasCommand('rpmbuild')) made.push(await makeRpm(stage, output, details, quick));
    else say('no .rpm: rpmbuild is not installed (on Debian: apt-get install rpm)');
    for (const file of made) say(`${basename(file)}: ${(statSync(file).size / 1e6).toFixed(1)} MB`);
    return made;
  });
}
