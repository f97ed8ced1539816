import { describe, expect, it } from 'vitest';
import type { Http, HttpRequest } from '../../src/main/http/http.ts';
import { HttpError } from '../../src/main/http/http.ts';
import { createUndiciHttp } from '../../src/main/http/undici-http.ts';
import { createPictureFetcher, nameOfAddress } from '../../src/main/import/fetch-picture.ts';

type Answer = { status: number; headers?: Record<string, string>; body?: string };

/** A network that answers by address, and records requests. */
function network(answers: Record<string, Answer | HttpError>) {
  const asked: HttpRequest[] = [];
  const http: Http = {
    async exchange(request, read) {
      asked.push(request);
      const answer = answers[request.url.href];
      if (!answer) throw new HttpError('unreachable');
      if (answer instanceof HttpError) throw answer;
      const body = async function* () {
        yield Buffer.from(answer.body ?? '');
      };
      return read({ status: answer.status, headers: answer.headers ?? {}, body: body() });
    },
    close: async () => {},
  };
  const fetcher = createPictureFetcher(async () => http);
  const get = (address: string) =>
    fetcher.fetch(address, new AbortController().signal, async (body) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of body) chunks.push(chunk);
      return Buffer.concat(chunks).toString();
    });
  return { asked, get };
}

describe('a picture that was dragged out of a page', () => {
  it('is fetched from the public internet only, without sending data', async () => {
    const { asked, get } = network({ 'https://a.example/cat.png': { status: 200, body: 'cat' } });
    expect(await get('https://a.example/cat.png#part')).toBe('cat');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      method: 'GET',
      headers: { Accept: 'image/*' },
      publicOnly: true,
      limitMs: 20_000,
    });
  });

  it.each([
    'http://a.example/cat.png',
    'file:///etc/passwd',
    'ftp://a.example/cat.png',
    'app://reseed/image/x',
    'javascript:alert(1)',
    'https://me:secret@a.example/cat.png',
    'not an address',
  ])('is not fetched from %s', async (address) => {
    const { asked, get } = network({});
    await expect(get(address)).rejects.toThrow('https-only');
    expect(asked).toEqual([]);
  });

  it('follows redirects within the same host, and no others', async () => {
    const { asked, get } = network({
      'https://a.example/1': { status: 302, headers: { location: '/2' } },
      'https://a.example/2': { status: 200, body: 'two' },
      'https://a.example/away': { status: 301, headers: { location: 'https://b.example/2' } },
      'https://a.example/down': { status: 307, headers: { location: 'http://a.example/2' } },
      'https://a.example/port': { status: 307, headers: { location: 'https://a.example:8443/2' } },
      'https://a.example/none': { status: 302 },
      'https://a.example/round': { status: 302, headers: { location: '/round' } },
    });
    expect(await get('https://a.example/1')).toBe('two');
    for (const name of ['away', 'down', 'port', 'none', 'round'])
      await expect(get(`https://a.example/${name}`)).rejects.toThrow('other-host');
    expect(new Set(asked.map(({ url }) => url.origin))).toEqual(new Set(['https://a.example']));
    expect(asked.length).toBeLessThan(12);
  });

  it('isn’t read if too large', async () => {
    const { get } = network({
      'https://a.example/big': { status: 200, headers: { 'content-length': String(51 * 1024 * 1024) } },
    });
    await expect(get('https://a.example/big')).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it('reports why it failed', async () => {
    const { get } = network({
      'https://a.example/gone': { status: 404 },
      'https://a.example/slow': new HttpError('timeout'),
      'https://a.example/inside': new HttpError('blocked'),
    });
    await expect(get('https://a.example/gone')).rejects.toThrow('page-status {"status":404}');
    await expect(get('https://a.example/slow')).rejects.toThrow('page-unreachable {"problem":"timeout"}');
    await expect(get('https://a.example/inside')).rejects.toThrow('page-unreachable {"problem":"blocked"}');
    await expect(get('https://a.example/else')).rejects.toThrow('page-unreachable');
  });

  it.each([
    'https://127.0.0.1/x',
    'https://10.0.0.1/x',
    'https://[::1]/x',
    'https://169.254.169.254/x',
    'https://localhost/x',
    'https://0x7f.1/x',
  ])('is never fetched from this machine or its network: %s', async (address) => {
    const fetcher = createPictureFetcher(async () => createUndiciHttp());
    await expect(fetcher.fetch(address, new AbortController().signal, async () => 'read')).rejects.toThrow(
      'page-unreachable {"problem":"blocked"}',
    );
    await fetcher.close();
  });

  it('is named after its path, otherwise after its host', () => {
    expect(nameOfAddress('https://a.example/x/my%20cat.png?size=2')).toBe('my cat.png');
    expect(nameOfAddress('https://a.example/')).toBe('a.example');
    expect(nameOfAddress('https://a.example/%E0%A4%A')).toBe('%E0%A4%A');
    expect(nameOfAddress('nonsense')).toBe('nonsense');
  });
});
