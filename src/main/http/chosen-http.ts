import type { Http } from './http.ts';

export interface HttpChoice {
  /** Whether to use the system's proxy. */
  readonly useSystemProxy: () => boolean;
  /** Electron's network stack, which uses the system's proxy. */
  readonly systemHttp: () => Http;
}

/**
 * Creates an HTTP client that follows the settings. The choice is made per exchange, so a changed setting
 * applies from the next one.
 */
export async function createChosenHttp({ useSystemProxy, systemHttp }: HttpChoice): Promise<Http> {
  // Loaded on first use: most starts send nothing.
  const { createUndiciHttp } = await import('./undici-http.ts');
  const direct = createUndiciHttp();
  return {
    exchange: (request, read) => (useSystemProxy() ? systemHttp() : direct).exchange(request, read),
    close: () => direct.close(),
  };
}
