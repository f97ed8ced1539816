import { spawnSync } from 'node:child_process';

/** Why Electron cannot use its sandbox here, in words; undefined when it can. */
export function whyNoSandbox(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  if (process.getuid?.() === 0) return 'running as root';
  const { status, error } = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' });
  // Without util-linux there is no telling; Electron says so itself if it minds.
  if (error || status === 0) return undefined;
  return 'this system gives ordinary users no namespaces';
}

/** Switches that let Electron start here. */
export function sandboxArgs(): string[] {
  return whyNoSandbox() ? ['--no-sandbox'] : [];
}
