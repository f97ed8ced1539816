import type { Http } from './http.ts';

export interface HttpChoice {
  /** Whether the user wants the system's proxy to be used. */
  readonly useSystemProxy: () => boolean;
  /** Electron's network stack, which knows the system's proxy. */
  readonly systemHttp: () => Http;
}

/** The HTTP client the settings ask for, decided for each exchange, so that a changed setting counts from the next one on. */
export async function createChosenHttp({ useSystemProxy, systemHttp }: HttpChoice): Promise<Http> {
  // Loaded when first needed: most starts send nothing.
  const { createUndiciHttp } = await import('./undici-http.ts');
  const direct = createUndiciHttp();
  return {
    exchange: (request, read) => (useSystemProxy() ? systemHttp() : direct).exchange(request, read),
    close: () => direct.close(),
  };
}
