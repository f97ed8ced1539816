import { spawnSync } from 'node:child_process';

/** Returns why Electron can't use its sandbox here, or undefined if it can. */
export function whyNoSandbox(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  if (process.getuid?.() === 0) return 'running as root';
  const { status, error } = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' });
  // Without util-linux this is unknown. Electron reports it itself.
  if (error || status === 0) return undefined;
  return 'this system gives ordinary users no namespaces';
}

/** Switches that let Electron start here. */
export function sandboxArgs(): string[] {
  return whyNoSandbox() ? ['--no-sandbox'] : [];
}
