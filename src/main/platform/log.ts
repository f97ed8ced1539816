import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Log } from '../ports.ts';

const MAX_LOG_BYTES = 5 * 1024 * 1024;

/** Writes JSON lines to `<folder>/reseed.log`; one older file is kept. */
export function openLog(folder: string): Log {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'reseed.log');
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES)
    renameSync(path, join(folder, 'reseed.old.log'));
  const logger = pino(
    { base: null, redact: { paths: ['key', 'apiKey', '*.key', '*.apiKey'], censor: '[redacted]' } },
    pino.destination({ dest: path, sync: true }),
  );
  return {
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}) => logger.error(fields, message),
  };
}
