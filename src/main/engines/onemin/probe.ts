import { randomUUID } from 'node:crypto';
import type { AppError } from '@shared/errors.ts';
import { appError } from '@shared/errors.ts';
import { HttpError } from '../../http/http.ts';
import { RunFailure } from '../../ports.ts';
import { type Api, apiUrl } from './api.ts';
import { accountOf } from './engine.ts';
import { getRecord } from './remote-record.ts';

/**
 * Tests a key for free by requesting a record that doesn't exist: `null` for a valid key, 401 for an invalid
 * one. Returns null if the key is valid.
 */
export async function keyProblem(api: Api, key: string, signal: AbortSignal): Promise<AppError | null> {
  try {
    await getRecord(api, accountOf(key), randomUUID(), signal);
    return null;
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof RunFailure) {
      const { code } = error;
      return appError(code === 'missing-key' || code === 'proxy-login' ? code : 'key-refused');
    }
    if (error instanceof HttpError && error.kind === 'untrusted') return appError('certificate');
    if (error instanceof HttpError && error.kind === 'proxy-login') return appError('proxy-login');
    return error instanceof HttpError && error.kind === 'no-network'
      ? appError('offline', { reason: 'key-test-offline' })
      : appError('service-unreachable', { reason: 'key-test-unreachable' });
  }
}

/** Whether the service is reachable, without a key. Any answer counts. */
export async function isReachable(api: Api, signal: AbortSignal): Promise<boolean> {
  try {
    return await api.http.exchange(
      {
        method: 'GET',
        url: apiUrl(api, '/models?feature=IMAGE_EDITOR'),
        headers: { Accept: 'application/json' },
        limitMs: api.limits.checkMs,
        signal,
      },
      async () => true,
    );
  } catch (error) {
    if (signal.aborted) throw error;
    return false;
  }
}
