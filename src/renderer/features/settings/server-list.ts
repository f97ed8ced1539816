import type { EngineOptions } from '@shared/domain/engine.ts';

/** Maximum number of remembered servers. */
const SERVERS_MAX = 20;

/**
 * Returns an engine's options with another address. The previous one stays in the list of servers, so that it can
 * be chosen again, and edits that still run there are fetched.
 */
export function rememberServer(options: EngineOptions, key: string, address: string): EngineOptions {
  const next = { ...options, [key]: address.trim() };
  if (!('servers' in options) && options[key] === undefined) return next;
  const lines = [options[key] ?? '', ...(options.servers ?? '').split('\n')].map((line) => line.trim());
  const others = [...new Set(lines)].filter((line) => line !== '' && line !== next[key]);
  return { ...next, servers: others.slice(0, SERVERS_MAX).join('\n') };
}
