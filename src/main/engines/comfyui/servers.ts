import type { EngineOptions } from '@shared/domain/engine.ts';
import { parseAddress } from '../server-address.ts';
import { blocked } from '../server-errors.ts';
import type { Server } from './api.ts';
import { unknown } from './errors.ts';

/** Returns the addresses that the user listed, the chosen one first. */
export function listedServers({ address = '', servers = '' }: EngineOptions): readonly string[] {
  const all = [address, ...servers.split(/[\n,]/)].flatMap((line) => parseAddress(line) ?? []);
  return [...new Set(all)];
}

/** Returns the chosen server. Throws `RunFailure`, which blocks every run, if there is none. */
export function chosenServer(options: EngineOptions, token: string | null): Server {
  const address = parseAddress(options.address ?? '');
  if (address === null) throw blocked({ code: 'request-refused', reason: 'server-unset' });
  return { address, token };
}

/** Returns the server of an earlier run. Throws `RunFailure` if the user has removed it. */
export function serverOfRun(options: EngineOptions, token: string | null, address: unknown): Server {
  const found = listedServers(options).find((one) => one === address);
  if (found === undefined) throw unknown({ reason: 'server-removed' });
  return { address: found, token };
}
