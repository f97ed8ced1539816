import type { Log } from '../ports.ts';
import { closeAll } from './close-all.ts';

/** Time limit (ms) for closing the connections and the windows. */
const LAST_CLOSE_MS = 1_500;

type Closable = { close(): Promise<void> };

interface Parts {
  readonly network: { close(): void };
  readonly watch: { stop(): void };
  readonly imports: Closable;
  readonly exportMany: Closable;
  readonly queue: { stop(): Promise<void> };
  readonly finishMany: Closable;
  readonly finishes: Closable;
  readonly merges: Closable;
  readonly blames: Closable;
  readonly sweep: { stop(): Promise<void> };
  readonly strays: Closable;
  readonly secondPlace: Closable;
  readonly backups: Closable;
  readonly sidecars: Closable;
  readonly health: Closable;
  readonly commands: { idle(): Promise<void> };
  readonly purges: Closable;
  readonly engines: Closable;
  readonly library: { close(): void };
  readonly log: Log;
}

/**
 * Stops all work, then closes the connections and the windows, and the library last. `closeWindows` is called
 * once everything is on disk: a page must not call a closed library.
 */
export async function closeServices(
  parts: Parts,
  closeWindows?: () => Promise<void>,
  limitMs?: number,
): Promise<void> {
  const { log } = parts;
  parts.network.close();
  parts.watch.stop();
  await closeAll(
    {
      imports: () => parts.imports.close(),
      exports: () => parts.exportMany.close(),
      queue: () => parts.queue.stop(),
      finishes: async () => {
        await parts.finishMany.close();
        await parts.finishes.close();
      },
      merges: () => parts.merges.close(),
      blames: () => parts.blames.close(),
      sweep: () => parts.sweep.stop(),
      strays: () => parts.strays.close(),
      health: () => parts.health.close(),
      secondPlace: () => parts.secondPlace.close(),
      changes: () => parts.commands.idle(),
      trash: () => parts.purges.close(),
    },
    log,
    limitMs,
  );
  // The last backup has its own time limit, so the windows don't wait for it.
  await Promise.all([
    closeAll(
      { service: () => parts.engines.close(), windows: async () => closeWindows?.() },
      log,
      LAST_CLOSE_MS,
    ),
    // Sidecars first: removing them from their queue is the last change that the backup includes.
    parts.sidecars.close().then(() => parts.backups.close()),
  ]);
  parts.library.close();
}
