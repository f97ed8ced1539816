import { EngineId } from '@shared/domain/model.ts';
import { readPastedKey } from '@shared/domain/pasted-key.ts';
import type { StartNotice } from '@shared/domain/start-notice.ts';
import { isLoopback } from '@shared/loopback.ts';
import { z } from 'zod';
import { hasEngine } from './engines/table.ts';
import { DESCRIPTOR } from './passed-variables.ts';

const Environment = z.object({
  RESEED_USER_DATA: z.string().min(1).optional(),
  RESEED_API_BASE: z.url({ protocol: /^https?$/ }).optional(),
  RESEED_API_KEY: z.string().trim().min(1).max(1000).optional(),
  RESEED_API_KEY_FD: z.string().regex(DESCRIPTOR).transform(Number).optional(),
  RESEED_ENGINE: EngineId.refine((id) => hasEngine(id)).optional(),
});

export interface Environment {
  readonly userData: string | null;
  readonly apiBase: string;
  readonly apiKey: string | null;
  /** How the key was passed in: by `RESEED_API_KEY`, or through the descriptor in `RESEED_API_KEY_FD`. */
  readonly apiKeyFrom: 'environment' | 'descriptor';
  readonly engine: EngineId | null;
  /** Variables with unusable values, which are ignored. */
  readonly problems: readonly StartNotice[];
}

const API_BASE = 'https://api.1min.ai';

/**
 * Reads the documented environment variables. Unusable ones are ignored and reported. `readDescriptor` returns the text in an open file
 * descriptor.
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  readDescriptor: (descriptor: number) => string | null = () => null,
): Environment {
  const problems: StartNotice[] = [];
  const read = <K extends keyof z.infer<typeof Environment>>(key: K) => {
    const parsed = Environment.shape[key].safeParse(env[key] || undefined);
    if (!parsed.success) problems.push({ kind: 'variable-unusable', name: key });
    return parsed.success ? (parsed.data as z.infer<typeof Environment>[K]) : undefined;
  };
  const descriptor = read('RESEED_API_KEY_FD');
  const handedOver = descriptor === undefined ? null : (readDescriptor(descriptor) ?? '');
  return {
    userData: read('RESEED_USER_DATA') ?? null,
    apiBase: safeBase(read('RESEED_API_BASE'), problems),
    apiKey:
      handedOver === null
        ? cleanKey('RESEED_API_KEY', read('RESEED_API_KEY'), problems)
        : cleanKey('RESEED_API_KEY_FD', handedOver, problems),
    apiKeyFrom: handedOver === null ? 'environment' : 'descriptor',
    engine: read('RESEED_ENGINE') ?? null,
    problems,
  };
}

/** Removes quotes and invisible characters that were copied with the key. Reports a value that can't be a key. */
function cleanKey(
  name: 'RESEED_API_KEY' | 'RESEED_API_KEY_FD',
  value: string | undefined,
  problems: StartNotice[],
): string | null {
  if (value === undefined) return null;
  const { key } = readPastedKey(value);
  if (key === null) problems.push({ kind: 'variable-unusable', name });
  return key;
}

/** Plain http would send the key unencrypted, so it is accepted for this machine only. */
function safeBase(base: string | undefined, problems: StartNotice[]): string {
  if (base === undefined) return API_BASE;
  const url = new URL(base);
  if (url.protocol === 'https:' || isLoopback(url.hostname)) return base.replace(/\/+$/, '');
  problems.push({ kind: 'api-base-unsafe' });
  return API_BASE;
}
