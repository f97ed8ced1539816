import { join } from 'node:path';
import { redactText, redactValue } from '../http/redact.ts';
import type { Log } from '../ports.ts';
import { type LogTrouble, openLogFile } from './log-file.ts';

const MAX_LOG_BYTES = 5 * 1024 * 1024;

/** The numbers of pino and bunyan, so that their tools can read the file. */
const LEVELS = { info: 30, warn: 40, error: 50 } as const;

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
  const secrets = new Set<string>();
  const write =
    (level: keyof typeof LEVELS): Log['info'] =>
    (message, fields = {}) => {
      const known = [...secrets];
      try {
        file.write(line(level, redactValue(fields, known) as object, redactText(message, known)));
      } catch (error) {
        // Fields that can't be serialized must not end the work they are about.
        file.write(line(level, {}, redactText(`${message} (${String(error)})`, known)));
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

function line(level: keyof typeof LEVELS, fields: object, msg: string): string {
  return `${JSON.stringify({ level: LEVELS[level], time: Date.now(), ...fields, msg })}\n`;
}
