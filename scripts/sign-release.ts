import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inProject } from './lib/project.ts';
import { Missing, say, script } from './lib/script.ts';
import { newestChanges } from './package/linux/changelog.ts';
import { publicText, signFolder } from './release/sign-files.ts';

// `npm run release:sign -- FOLDER`: signs the release in a folder for the update feed. The private key is in
// RESEED_SIGNING_KEY (PEM), or in the file named by --key. Run it again before --days (90) are over, or the
// app refuses the lists as expired.
await script(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string' }, days: { type: 'string', default: '90' } },
  });
  const [folder] = positionals;
  if (!folder) throw new Missing('name the folder with the files: npm run release:sign -- FOLDER');
  const pem = values.key ? readFileSync(values.key, 'utf8') : process.env.RESEED_SIGNING_KEY;
  if (!pem) throw new Missing('no key: set RESEED_SIGNING_KEY, or name its file with --key.');
  const privateKey = createPrivateKey(pem);
  const built = (process.env.MAIN_VITE_UPDATE_KEYS ?? '').split(/\s+/).filter(Boolean);
  if (built.length > 0 && !built.includes(publicText(privateKey)))
    throw new Missing('the build has other public keys, so it would refuse this release.');
  const days = Number(values.days);
  if (!(days >= 1 && days <= 400)) throw new Missing('--days takes a number from 1 to 400.');
  const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as { version: string };
  const notes = newestChanges(readFileSync(inProject('CHANGELOG.md'), 'utf8'));
  const lists = signFolder(resolve(folder), { version, notes, days, now: Date.now() }, privateKey);
  if (lists.length === 0) throw new Missing(`no installers of version ${version} in ${folder}.`);
  say(`signed ${lists.join(', ')}, valid for ${days} days`);
  return 0;
});
