import { isLoopback } from '@shared/loopback.ts';

/** Developer features. A packaged app has none of them. */
export interface Development {
  /** Address of the dev server with hot reload. Null if the pages are read from the app. */
  readonly devServer: string | null;
  /** Whether the menu has the developer tools. */
  readonly developerTools: boolean;
  /** Public key of updates, in place of the build's. */
  readonly updateKey: string | null;
}

/** Chromium switches that weaken the pages' isolation. The packaged app ignores them. */
export const REFUSED_SWITCHES = [
  'allow-file-access-from-files',
  'allow-running-insecure-content',
  'auto-open-devtools-for-tabs',
  'disable-site-isolation-trials',
  'disable-web-security',
  'enable-blink-features',
  'force-webrtc-ip-handling-policy',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'js-flags',
  'load-extension',
  'proxy-bypass-list',
  'remote-allow-origins',
  'unsafely-treat-insecure-origin-as-secure',
] as const;

interface Given {
  readonly packaged: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Removes a Chromium switch. */
  readonly removeSwitch: (name: string) => void;
}

/**
 * The only place that enables developer features. `npm run dev` sets `ELECTRON_RENDERER_URL`. An address
 * other than this machine's would be a foreign page with all our page's permissions.
 */
export function openDevelopment({ packaged, env, removeSwitch }: Given): Development {
  if (packaged) {
    for (const name of REFUSED_SWITCHES) removeSwitch(name);
    return { devServer: null, developerTools: false, updateKey: null };
  }
  const address = env.ELECTRON_RENDERER_URL ?? '';
  const url = URL.canParse(address) ? new URL(address) : null;
  const trusted = url?.protocol === 'http:' && isLoopback(url.hostname);
  return {
    devServer: trusted ? address : null,
    developerTools: true,
    updateKey: env.RESEED_UPDATE_KEY || null,
  };
}
