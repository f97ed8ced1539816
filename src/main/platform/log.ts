import { join } from 'node:path';
import pino from 'pino';
import { redactText, redactValue } from '../http/redact.ts';
import type { Log } from '../ports.ts';
import { type LogTrouble, openLogFile } from './log-file.ts';

const MAX_LOG_BYTES = 5 * 1024 * 1024;

/** A log that redacts known secrets and never throws. */
export interface SafeLog extends Log {
  /** Redacts this text from now on, in every encoding. */
  hide(secret: string): void;
  /** Calls `listener` immediately, and whenever the log becomes writable or unwritable. */
  watch(listener: (trouble: LogTrouble | null) => void): void;
}

/** Writes redacted JSON lines to `<folder>/reseed.log` and keeps one older file. */
export function openLog(folder: string, maxBytes: number = MAX_LOG_BYTES): SafeLog {
  const file = openLogFile(join(folder, 'reseed.log'), { maxBytes, oldPath: join(folder, 'reseed.old.log') });
  const logger = pino({ base: null }, file);
  const secrets = new Set<string>();
  const write =
    (level: 'info' | 'warn' | 'error'): Log['info'] =>
    (message, fields = {}) => {
      const known = [...secrets];
      try {
        logger[level](redactValue(fields, known) as object, redactText(message, known));
      } catch (error) {
        // Fields that can't be serialized must not end the work they are about.
        logger[level](redactText(`${message} (${String(error)})`, known));
      }
    };
  return {
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    hide: (secret) => void secrets.add(secret),
    watch: file.watch,
  };
}
