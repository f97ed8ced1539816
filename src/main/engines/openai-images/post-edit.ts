import type { HttpBody } from '../../http/http.ts';
import { parseJson } from '../parse-json.ts';
import { sendOnce } from '../send-once.ts';
import { ANSWER_MAX, type Api, apiUrl, headersOf, readAnswer } from './api.ts';
import { asRunFailure, refusalFailure, uncertain } from './errors.ts';
import { EditAnswer } from './wire.ts';

/**
 * Sends the edit once. `onFirstByte` runs before the first byte leaves and must have recorded `sending` when it
 * returns. Only a connection that was never established is retried. Throws `RunFailure`, or `AbortError` if
 * nothing was sent.
 */
export async function postEdit(
  api: Api,
  form: { readonly type: string; readonly body: HttpBody },
  options: {
    readonly signal: AbortSignal;
    readonly onFirstByte: () => void;
    readonly onAnotherTry: () => void;
  },
): Promise<EditAnswer> {
  const send = (onFirstByte: () => void) =>
    api.http.exchange(
      {
        method: 'POST',
        url: apiUrl(api, '/images/edits'),
        headers: { ...headersOf(api), 'Content-Type': form.type },
        body: form.body,
        limitMs: api.limits.editMs,
        signal: options.signal,
        onFirstByte,
      },
      async (answer) => {
        const read = await readAnswer(api, answer, ANSWER_MAX);
        if (read.status < 200 || read.status > 299) throw refusalFailure({ ...read, key: api.key });
        const parsed = read.isWhole ? EditAnswer.safeParse(parseJson(read.text)) : null;
        // It was accepted, and may have been charged, but nothing can be made of the answer.
        if (!parsed?.success) throw uncertain({ reason: 'server-unreadable' });
        return parsed.data;
      },
    );
  try {
    return await sendOnce(send, {
      ...options,
      pauseMs: api.pauseMs,
      stopped: (error) => uncertain({ reason: 'stopped' }, error),
    });
  } catch (error) {
    throw asRunFailure(error);
  }
}
