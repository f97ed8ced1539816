import { CALLS } from '@shared/channels.ts';
import { appError } from '@shared/errors.ts';
import { ipcMain } from 'electron';
import type { Log } from '../ports.ts';
import { answer, type Handlers } from './answer.ts';
import { isTrusted } from './sender.ts';

/** The only entry point for calls from the pages. A call from any other sender is refused and logged. */
export function registerCalls(handlers: Handlers, log: Log, suspectDamage: () => void): void {
  for (const call of CALLS) {
    ipcMain.handle(call, (event, raw: unknown) => {
      if (isTrusted(event)) return answer(call, raw, handlers, log, suspectDamage);
      log.warn('sender refused', { call, url: event.senderFrame?.url ?? null });
      return { ok: false, error: appError('not-allowed') };
    });
  }
}
