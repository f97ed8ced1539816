import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openLibrary } from '../src/main/library/library.ts';
import { fillLibrary } from '../test/fixtures/lived-library.ts';
import { libraryContent } from '../test/fixtures/released-content.ts';
import { inProject } from './lib/project.ts';
import { say, script, withCleanup } from './lib/script.ts';

const PICTURES = 60;

// `npm run release:fixture`: keeps a library of this version, for the test that later versions open it. Run it
// with each release that has another schema.
await script(() =>
  withCleanup(async (defer) => {
    const folder = mkdtempSync(join(tmpdir(), 'reseed-release-'));
    defer(() => rmSync(folder, { recursive: true, force: true }));
    const quiet = { info: () => {}, warn: () => {}, error: () => {} };
    const library = await openLibrary(folder, quiet);
    fillLibrary(library, PICTURES);
    const version = Number(library.db.pragma('user_version', { simple: true }));
    const content = libraryContent(library.db);
    const copy = join(folder, 'copy.db');
    library.db.prepare('VACUUM INTO ?').run(copy);
    library.close();
    const place = (name: string) => inProject('test/fixtures/released-libraries', name);
    writeFileSync(place(`${version}.db.gz`), gzipSync(readFileSync(copy), { level: 9 }));
    writeFileSync(place(`${version}.json.gz`), gzipSync(JSON.stringify(content)));
    say(`kept a library of schema ${version}: add it to git`);
    return 0;
  }),
);
