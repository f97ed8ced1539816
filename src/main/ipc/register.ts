import { CALLS, type Call } from '@shared/channels.ts';
import type { Reply } from '@shared/contract.ts';
import { ipcMain } from 'electron';
import type { Log } from '../ports.ts';
import { isTrusted } from './sender.ts';

/** Answers a call of one of our pages. */
export type AnswerCall = (call: Call, raw: unknown) => Promise<Reply<unknown>>;

const REFUSED: Reply<never> = { ok: false, error: { code: 'not-allowed' } };

/**
 * The only entry point for calls from the pages. A call from any other sender is refused and logged. Those that come
 * before main is complete wait for `answer`.
 */
export function registerCalls(answer: PromiseLike<AnswerCall>, log: Log): void {
  for (const call of CALLS) {
    ipcMain.handle(call, async (event, raw: unknown) => {
      if (isTrusted(event)) return (await answer)(call, raw);
      log.warn('sender refused', { call, url: event.senderFrame?.url ?? null });
      return REFUSED;
    });
  }
}
