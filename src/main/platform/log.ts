import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { redactText, redactValue } from '../engines/onemin/redact.ts';
import type { Log } from '../ports.ts';

const MAX_LOG_BYTES = 5 * 1024 * 1024;

/** A log that never writes down a secret it was told of. */
export interface SafeLog extends Log {
  /** From now on this text is blanked out, in every spelling. */
  hide(secret: string): void;
}

/** Writes JSON lines to `<folder>/reseed.log`, redacted here, at the sink; one older file is kept. */
export function openLog(folder: string): SafeLog {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'reseed.log');
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES)
    renameSync(path, join(folder, 'reseed.old.log'));
  const logger = pino({ base: null }, pino.destination({ dest: path, sync: true }));
  const secrets = new Set<string>();
  const write =
    (level: 'info' | 'warn' | 'error'): Log['info'] =>
    (message, fields = {}) => {
      const known = [...secrets];
      logger[level](redactValue(fields, known) as object, redactText(message, known));
    };
  return {
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    hide: (secret) => void secrets.add(secret),
  };
}
