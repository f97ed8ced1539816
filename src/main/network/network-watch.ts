import type { Elapsed, Log } from '../ports.ts';

/** First and longest pause between two probes while the service cannot be reached, in milliseconds. */
const FIRST_PROBE_MS = 2_000;
const LONGEST_PROBE_MS = 60_000;
/** How often the operating system is asked meanwhile: when it says the network is back, the probe comes at once. */
const GLANCE_MS = 1_000;

export interface NetworkWatch {
  readonly online: boolean;
  /** A run could not reach the service: from now on it is probed until it answers. */
  lost(): void;
  /** The machine woke up, or another network is there: an unreachable service is probed at once. */
  wake(): void;
  close(): void;
}

export interface WatchDeps {
  /** What the operating system believes; it may be wrong both ways. */
  readonly osOnline: () => boolean;
  /** Whether the service answers at all. */
  readonly probe: (signal: AbortSignal) => Promise<boolean>;
  readonly changed: (online: boolean) => void;
  readonly elapsed: Elapsed;
  readonly log: Log;
}

/**
 * Knows whether the service can be reached. Nothing is asked while all is well; once a run fails to get through,
 * the service itself is probed until it answers, whatever the operating system's flag says.
 */
export function watchNetwork({ osOnline, probe, changed, elapsed, log }: WatchDeps): NetworkWatch {
  let online = true;
  let pause = FIRST_PROBE_MS;
  let nextProbe = 0;
  let sawOnline = true;
  let timer: NodeJS.Timeout | null = null;
  const stop = new AbortController();

  async function glance(): Promise<void> {
    const flag = osOnline();
    const cameBack = flag && !sawOnline;
    sawOnline = flag;
    if (cameBack) pause = FIRST_PROBE_MS;
    if (!cameBack && elapsed() < nextProbe) return schedule();
    const reached = await probe(stop.signal).catch(() => false);
    if (stop.signal.aborted) return;
    if (!reached) {
      nextProbe = elapsed() + pause;
      pause = Math.min(pause * 2, LONGEST_PROBE_MS);
      return schedule();
    }
    timer = null;
    online = true;
    pause = FIRST_PROBE_MS;
    log.info('service reachable again');
    changed(true);
  }

  function schedule(): void {
    timer = setTimeout(() => void glance(), GLANCE_MS);
    timer.unref();
  }

  return {
    get online() {
      return online;
    },
    lost() {
      if (timer || stop.signal.aborted) return;
      online = false;
      sawOnline = osOnline();
      nextProbe = elapsed() + pause;
      changed(false);
      schedule();
    },
    wake() {
      if (!timer) return;
      pause = FIRST_PROBE_MS;
      nextProbe = elapsed();
    },
    close() {
      stop.abort();
      if (timer) clearTimeout(timer);
    },
  };
}
