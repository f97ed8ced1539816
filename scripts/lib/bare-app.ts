import type { ChildProcess } from 'node:child_process';
import { connectPage, type DevtoolsPage, debuggerAddress, pageAddresses } from './devtools.ts';
import { type LaunchOptions, spawnElectron } from './launch.ts';

const LIMIT = 60_000;

/**
 * Resolves with the clock time at which the page reports ready. Without a timer: the imaging page never reports it,
 * and would ask for as long as it lives.
 */
const WHEN_READY = `new Promise((done) => {
  const isReady = () => document.documentElement?.dataset.appState === 'ready';
  if (isReady()) return done(Date.now());
  const look = () => isReady() && done(Date.now());
  new MutationObserver(look).observe(document, { attributes: true, attributeFilter: ['data-app-state'], subtree: true });
  // The parser inserts the element with its attributes.
  new MutationObserver(look).observe(document, { childList: true });
})`;

/** An app that runs as it does for a user, without tools attached that cost time or memory. */
export interface BareApp {
  readonly pid: number;
  /** The page that reports ready. */
  readonly page: DevtoolsPage;
  /** Milliseconds from process start until a page has `data-app-state="ready"`. */
  readonly readyMs: number;
  /** Ends the app, by force after ten seconds. */
  close(): Promise<void>;
}

/** Starts the built app, or another one, and waits until a page is ready. RESEED_ELECTRON must be set. */
export async function startBareApp(options: LaunchOptions): Promise<BareApp> {
  const start = Date.now();
  const args = ['--remote-debugging-port=0', ...(options.args ?? [])];
  const child = spawnElectron({ ...options, args });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const close = () => end(child, ended);
  try {
    const { page, at } = await readyPage(await debuggerAddress(child));
    return { pid: child.pid ?? 0, page, readyMs: at - start, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(force);
}

/** Returns the first page that reports ready. `address` is the debugger's address. */
export async function readyPage(address: string): Promise<{ page: DevtoolsPage; at: number }> {
  const asked = new Set<string>();
  const until = Date.now() + LIMIT;
  let found: { page: DevtoolsPage; at: number } | undefined;
  while (!found && Date.now() < until) {
    for (const url of await pageAddresses(address)) {
      if (asked.has(url)) continue;
      asked.add(url);
      void whenReady(url).then((ready) => {
        if (!ready) asked.delete(url);
        else if (found) ready.page.close();
        else found = ready;
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  if (!found) throw new Error(`not ready after ${LIMIT / 1000} s`);
  return found;
}

/** Returns undefined if the page closed or navigated. */
async function whenReady(url: string): Promise<{ page: DevtoolsPage; at: number } | undefined> {
  const page = await connectPage(url).catch(() => undefined);
  const at = await page?.evaluate<number>(WHEN_READY).catch(() => undefined);
  if (page && at !== undefined) return { page, at };
  page?.close();
  return undefined;
}
