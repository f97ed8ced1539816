import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { meaningOfCode } from '../system-codes.ts';

/** Why the log can't be written, or null. */
export type LogTrouble = 'disk-full' | 'unwritable';

export interface LogFile {
  /** Appends a line. Never throws: a line the disk refuses is dropped and counted. */
  write(line: string): void;
  /** Calls `listener` immediately, and whenever the log becomes writable or unwritable. */
  watch(listener: (trouble: LogTrouble | null) => void): void;
}

interface LogFileOptions {
  /** From this size on, the file is renamed to `oldPath` and replaces the previous one. */
  readonly maxBytes: number;
  readonly oldPath: string;
}

/**
 * A file that lines are appended to while the app runs. It is opened with the first line and reopened after
 * errors, which must not end the work it reports on.
 */
export function openLogFile(path: string, { maxBytes, oldPath }: LogFileOptions): LogFile {
  let file: number | null = null;
  let bytes = 0;
  let dropped = 0;
  /** Whether the last write may have stopped in the middle of a line. */
  let torn = false;
  let trouble: LogTrouble | null = null;
  let listener: (trouble: LogTrouble | null) => void = () => {};

  function report(next: LogTrouble | null): void {
    if (next === trouble) return;
    trouble = next;
    listener(trouble);
  }

  function open(): number {
    mkdirSync(dirname(path), { recursive: true });
    const opened = openSync(path, 'a', 0o600);
    bytes = fstatSync(opened).size;
    return opened;
  }

  function close(): void {
    if (file === null) return;
    const closing = file;
    file = null;
    closeSync(closing);
  }

  /**
   * Renames the full file and starts a new one. If renaming fails, truncates it: an unlimited log would fill
   * the disk.
   */
  function rotate(): number {
    close();
    try {
      renameSync(path, oldPath);
    } catch {
      closeSync(openSync(path, 'w', 0o600));
    }
    return open();
  }

  function append(text: string): void {
    const data = Buffer.from(text);
    file ??= open();
    if (bytes > maxBytes) file = rotate();
    // A write may be partial, for example on a nearly full disk.
    for (let at = 0; at < data.length; ) {
      const written = writeSync(file, data, at);
      torn = at + written < data.length;
      at += written;
      bytes += written;
    }
  }

  return {
    write(line) {
      try {
        const missing =
          dropped === 0 ? '' : `${JSON.stringify({ level: 40, msg: `${dropped} lines are missing here` })}\n`;
        append((torn ? '\n' : '') + missing + line);
        dropped = 0;
        report(null);
      } catch (error) {
        dropped += 1;
        report(meaningOfCode(error) === 'disk-full' ? 'disk-full' : 'unwritable');
        try {
          close();
        } catch {
          // It is reopened with the next line.
        }
      }
    },
    watch(next) {
      listener = next;
      listener(trouble);
    },
  };
}
