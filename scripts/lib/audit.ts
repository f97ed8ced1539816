import { root } from './project.ts';
import { capture } from './run.ts';

/** Longest wait for the registry, in milliseconds. */
const LIMIT = 20_000;
const SERIOUS: readonly string[] = ['high', 'critical'];

/** What `npm audit --json` prints, as far as it is used. */
export interface Audit {
  readonly vulnerabilities: Readonly<Record<string, { readonly severity: string; readonly range: string }>>;
}

/** Asks the registry for known vulnerabilities. Null when it does not answer, as without a network. */
export async function auditOf(): Promise<Audit | null> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { out } = await capture(npm, ['audit', '--json'], { cwd: root, limit: LIMIT });
  return parseAudit(out);
}

export function parseAudit(text: string): Audit | null {
  try {
    const answer = JSON.parse(text) as Partial<Audit>;
    return answer.vulnerabilities ? (answer as Audit) : null;
  } catch {
    return null;
  }
}

/** The serious vulnerabilities of the packages that are in the app, in words. Tools of developers are not in it. */
export function vulnerable({ vulnerabilities }: Audit, bundled: ReadonlySet<string>): string[] {
  return Object.entries(vulnerabilities)
    .filter(([name, { severity }]) => bundled.has(name) && SERIOUS.includes(severity))
    .map(
      ([name, { severity, range }]) =>
        `${name} ${range} has a ${severity} vulnerability; \`npm audit\` says which.`,
    );
}
