import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAudit, vulnerable } from '../../scripts/lib/audit.ts';
import { BUNDLED_LIST, bundledList } from '../../scripts/lib/bundled-list.ts';
import { bundledPackages, refusedLicenses } from '../../scripts/lib/bundled-packages.ts';
import { BUNDLED_SOFTWARE } from '../../src/renderer/features/settings/bundled-software.ts';

describe('the bundled packages', () => {
  const packages = bundledPackages();

  it('are all in the list that Settings shows, with their version and license', () => {
    expect(readFileSync(BUNDLED_LIST, 'utf8')).toBe(bundledList(packages));
    expect(BUNDLED_SOFTWARE).toHaveLength(packages.length);
    for (const name of ['better-sqlite3', 'react', 'zod', 'undici', 'libheif-js', 'lcms-wasm'])
      expect(BUNDLED_SOFTWARE).toContainEqual(
        expect.stringMatching(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\S`)),
      );
  });

  it('have licenses that are allowed', () => {
    expect(refusedLicenses(packages)).toEqual([]);
    const odd = ['GPL-3.0', 'unknown', 'MIT AND GPL-3.0', '(GPL-3.0 OR MIT)', 'MIT'].map((license) => ({
      name: license,
      version: '1.0.0',
      license,
    }));
    expect(refusedLicenses(odd).map(({ name }) => name)).toEqual(['GPL-3.0', 'unknown', 'MIT AND GPL-3.0']);
  });
});

describe('the audit', () => {
  it('refuses serious vulnerabilities of bundled packages only', () => {
    const of = (severity: string) => ({ severity, range: '<2' });
    const audit = parseAudit(
      JSON.stringify({ vulnerabilities: { zod: of('high'), react: of('low'), vitest: of('critical') } }),
    );
    if (!audit) throw new Error('It is an audit.');
    expect(vulnerable(audit, new Set(['zod', 'react']))).toEqual([
      expect.stringMatching(/^zod <2 has a high/),
    ]);
  });

  it.each(['', 'npm error', '{"message":"405 Method Not Allowed"}'])(
    'says nothing when the registry does not answer: %j',
    (text) => {
      expect(parseAudit(text)).toBeNull();
    },
  );
});
