import { type AppError, appError } from '@shared/errors.ts';
import { HttpError } from '../../http/http.ts';
import { parseJson } from '../parse-json.ts';
import { connectionFailure } from '../server-errors.ts';
import { type Api, apiUrl, headersOf, readAnswer } from './api.ts';
import { refusalFailure, UNREACHABLE_PAUSE_MS } from './errors.ts';
import { ModelList } from './wire.ts';

/** Maximum size of the list of models, in bytes. */
const LIST_MAX = 4 * 1024 * 1024;

/**
 * Tests address and key with the list of models, which is free. Null if they work, also if the server has no
 * such list, as many local ones.
 */
export async function serverProblem(api: Api, signal: AbortSignal): Promise<AppError | null> {
  try {
    return await api.http.exchange(
      {
        method: 'GET',
        url: apiUrl(api, '/models'),
        headers: headersOf(api),
        limitMs: api.limits.checkMs,
        signal,
      },
      async (answer) => {
        const read = await readAnswer(api, answer, LIST_MAX);
        if (read.status === 404 || read.status === 405 || read.status === 501) return null;
        if (read.status === 200 && read.isWhole && ModelList.safeParse(parseJson(read.text)).success)
          return null;
        if (read.status === 200) return appError('service-unreachable', { reason: 'server-unreadable' });
        if (read.status >= 500)
          return appError('service-down', { reason: 'server-status', params: { status: read.status } });
        return refusalFailure({ ...read, key: api.key }).value;
      },
    );
  } catch (error) {
    if (signal.aborted || !(error instanceof HttpError)) throw error;
    return connectionFailure(error, UNREACHABLE_PAUSE_MS).value;
  }
}
