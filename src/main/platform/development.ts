import { isLoopback } from '../env.ts';

/** What only a developer has: none of it in a packaged app. */
export interface Development {
  /** Address of the server that has the pages, with hot reload; null when they are read from the app. */
  readonly devServer: string | null;
  /** Whether the menu has the developer tools. */
  readonly developerTools: boolean;
}

/** Switches of Chromium's that weaken the pages' walls. The packaged app starts without them, whatever it was given. */
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
  /** Takes a switch of Chromium's back. */
  readonly removeSwitch: (name: string) => void;
}

/**
 * The one place that decides what a developer may do. `ELECTRON_RENDERER_URL` is set by `npm run dev`; from anywhere but this
 * machine it would be a stranger's page with all that ours may do.
 */
export function openDevelopment({ packaged, env, removeSwitch }: Given): Development {
  if (packaged) {
    for (const name of REFUSED_SWITCHES) removeSwitch(name);
    return { devServer: null, developerTools: false };
  }
  const address = env.ELECTRON_RENDERER_URL ?? '';
  const url = URL.canParse(address) ? new URL(address) : null;
  const trusted = url?.protocol === 'http:' && isLoopback(url.hostname);
  return { devServer: trusted ? address : null, developerTools: true };
}
