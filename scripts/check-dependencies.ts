import { readFileSync } from 'node:fs';
import { auditOf, vulnerable } from './lib/audit.ts';
import { BUNDLED_LIST, bundledList } from './lib/bundled-list.ts';
import { bundledPackages, refusedLicenses } from './lib/bundled-packages.ts';
import { Missing, say, script } from './lib/script.ts';

// Part of `npm run check`: every bundled package has a license that goes with the app's, the list in Settings is complete, and the registry
// knows of no serious vulnerability in them. Without the registry it says that it asked nobody.
await script(async () => {
  const packages = bundledPackages();
  const refused = refusedLicenses(packages).map(({ name, license }) => `${name} (${license})`);
  if (refused.length > 0) throw new Missing(`these licenses are not allowed: ${refused.join(', ')}`);
  if (readFileSync(BUNDLED_LIST, 'utf8') !== bundledList(packages))
    throw new Missing('the list of bundled packages is out of date; `npm run licenses` writes it.');
  const audit = await auditOf();
  if (audit === null) {
    say(
      `${packages.length} licenses checked; the registry answered no audit, so vulnerabilities were not looked up.`,
    );
    return 0;
  }
  // Electron is no bundled package, but most of the app.
  const found = vulnerable(audit, new Set([...packages.map(({ name }) => name), 'electron']));
  for (const line of found) say(line);
  return found.length > 0 ? 1 : 0;
});
