import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inProject } from './lib/project.ts';
import { say, script } from './lib/script.ts';
import { renderIcons } from './package/icons.ts';

// `npm run icons`: renders every icon in `resources` from `resources/icon.svg`.
await script(async () => {
  const files = await renderIcons(readFileSync(inProject('resources/icon.svg'), 'utf8'));
  for (const [path, bytes] of files) {
    const file = inProject('resources', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  say(`${files.size} icons written to resources`);
  return 0;
});
