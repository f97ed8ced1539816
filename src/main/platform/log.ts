import { join } from 'node:path';
import pino from 'pino';
import { redactText, redactValue } from '../http/redact.ts';
import type { Log } from '../ports.ts';
import { type LogTrouble, openLogFile } from './log-file.ts';

const MAX_LOG_BYTES = 5 * 1024 * 1024;

/** A log that never writes down a secret it was told of, and never throws. */
export interface SafeLog extends Log {
  /** From now on this text is blanked out, in every spelling. */
  hide(secret: string): void;
  /** Calls `listener` whenever the log begins or ceases to be writable, and at once. */
  watch(listener: (trouble: LogTrouble | null) => void): void;
}

/** Writes JSON lines to `<folder>/reseed.log`, redacted here, at the sink; one older file is kept. */
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
        // Fields that cannot be written down must not end what they are about.
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
