import { writeFileSync } from 'node:fs';
import { BUNDLED_LIST, bundledList } from './lib/bundled-list.ts';
import { bundledPackages } from './lib/bundled-packages.ts';
import { say, script } from './lib/script.ts';

// `npm run licenses`: writes the list of bundled packages that Settings shows, after dependencies have changed.
await script(async () => {
  const packages = bundledPackages();
  writeFileSync(BUNDLED_LIST, bundledList(packages));
  say(`${packages.length} packages`);
  return 0;
});
