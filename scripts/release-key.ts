import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isInside } from '../src/main/files/is-inside.ts';
import { root } from './lib/project.ts';
import { Missing, say, script } from './lib/script.ts';
import { publicText } from './release/sign-files.ts';

// `npm run release:key -- FILE`: makes a key pair to sign releases with. The private key goes to FILE, outside
// the repository; the public one is printed, for the build.
await script(async () => {
  const [file] = process.argv.slice(2);
  if (!file) throw new Missing('name a file for the private key: npm run release:key -- FILE');
  const path = resolve(file);
  if (isInside(root, path))
    throw new Missing('a private key must not be in the repository. Name a file elsewhere.');
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { flag: 'wx', mode: 0o600 });
  say(`the private key is in ${path}. Keep it secret, and a copy of it in a safe place.`);
  say('the public key, for MAIN_VITE_UPDATE_KEYS of the build:');
  process.stdout.write(`${publicText(privateKey)}\n`);
  return 0;
});
