import type { OneminServer } from './server.ts';

/** A client that treats a paid call like any other: three retries, in any case. */
export async function naiveEdit(
  api: OneminServer,
  picture: Uint8Array<ArrayBuffer>,
  seed: number,
  limitMs: number,
) {
  const headers = { 'API-KEY': api.key };
  const path = await withRetries(async () => {
    const form = new FormData();
    form.append('asset', new Blob([picture], { type: 'image/png' }), 'image.png');
    const response = await fetch(`${api.url}/api/assets`, { method: 'POST', headers, body: form });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return ((await response.json()) as { fileContent: { path: string } }).fileContent.path;
  });
  return withRetries(async () => {
    const response = await fetch(`${api.url}/api/features`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        type: 'IMAGE_EDITOR',
        model: 'black-forest-labs/flux-2-dev',
        promptObject: { imageUrl: path, prompt: 'naive', seed, megapixels: '0.25' },
      }),
      signal: AbortSignal.timeout(limitMs),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const { aiRecord } = (await response.json()) as { aiRecord: { temporaryUrl: string } };
    const download = await fetch(aiRecord.temporaryUrl, { signal: AbortSignal.timeout(limitMs) });
    if (!download.ok) throw new Error(`HTTP ${download.status}`);
    return Buffer.from(await download.arrayBuffer());
  });
}

async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let retries = 3; ; retries -= 1) {
    try {
      return await work();
    } catch (error) {
      if (retries === 0) throw error;
    }
  }
}
