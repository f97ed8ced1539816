import { isLoopback } from '@shared/loopback.ts';
import { type RecordAnswer, resultNames } from './wire.ts';

/** Hosts that results may come from, with the required prefix of their paths. */
const HOSTS: Readonly<Record<string, string>> = {
  'asset.1min.ai': '/',
  's3.us-east-1.amazonaws.com': '/asset.1min.ai/',
};

/** Allowed origins of results: the hosts above, or only the API's own origin if the API runs on this machine. */
export interface LinkPolicy {
  /** The API's origin if it is a loopback address, otherwise null. */
  readonly localOrigin: string | null;
}

export function linkPolicy(apiBase: string): LinkPolicy {
  const url = new URL(apiBase);
  return { localOrigin: isLoopback(url.hostname) ? url.origin : null };
}

/**
 * Returns the URL if it may be fetched. Null for a wrong scheme, host, port or path, or if it contains
 * credentials.
 */
export function allowedUrl(link: string, policy: LinkPolicy): URL | null {
  if (link.length > 8192 || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.username !== '' || url.password !== '') return null;
  url.hash = '';
  if (policy.localOrigin !== null) return url.origin === policy.localOrigin ? url : null;
  const prefix = Object.hasOwn(HOSTS, url.hostname) ? HOSTS[url.hostname] : undefined;
  const onHost = prefix !== undefined && url.protocol === 'https:' && url.port === '';
  return onHost && url.pathname.startsWith(prefix) ? url : null;
}

/** One result: its storage key and candidate links. */
export interface ResultLinks {
  readonly key: string;
  /** Links from the record itself, best first. */
  readonly signed: readonly URL[];
  /** Addresses built from the storage key alone. */
  readonly plain: readonly URL[];
}

/**
 * Returns the results in a record, each with the links that may be fetched. Only the first one has a
 * temporary link.
 */
export function resultLinks(answer: RecordAnswer, policy: LinkPolicy): ResultLinks[] {
  const { aiRecord } = answer;
  if (!aiRecord) return [];
  const temporary = [aiRecord.temporaryUrl, answer.temporaryUrl].filter((link) => link != null);
  return resultNames(aiRecord).flatMap((name, n) => {
    const key = storageKey(name);
    if (key === null) return [];
    const allowed = (links: readonly string[]) =>
      links.flatMap((link) => {
        const url = allowedUrl(link, policy);
        return url && endsInKey(url, key) ? [url] : [];
      });
    const signed = [...(n === 0 ? temporary : []), ...(URL.canParse(name) ? [name] : [])];
    return [{ key, signed: allowed(signed), plain: allowed(plainLinks(key, policy)) }];
  });
}

/** Returns the storage key in a result's name, or null if it isn't one. */
function storageKey(name: string): string | null {
  const path = URL.canParse(name) ? decodePath(new URL(name).pathname) : name;
  const key = path?.replace(/^\/+/, '').replace(/^asset\.1min\.ai\//, '') ?? '';
  const plain =
    /^[\w\-.~ ()+,@/]{1,512}$/.test(key) && !key.split('/').some((part) => part === '' || /^\.+$/.test(part));
  return plain ? key : null;
}

function plainLinks(key: string, policy: LinkPolicy): string[] {
  const path = key.split('/').map(encodeURIComponent).join('/');
  return policy.localOrigin === null
    ? [`https://asset.1min.ai/${path}`, `https://s3.us-east-1.amazonaws.com/asset.1min.ai/${path}`]
    : [`${policy.localOrigin}/${path}`, `${policy.localOrigin}/asset.1min.ai/${path}`];
}

function endsInKey(url: URL, key: string): boolean {
  return decodePath(url.pathname)?.endsWith(`/${key}`) ?? false;
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
