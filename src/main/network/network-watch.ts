import type { Elapsed, Log } from '../ports.ts';

/** Shortest and longest delay between two probes of an unreachable service, in milliseconds. */
const FIRST_PROBE_MS = 2_000;
const LONGEST_PROBE_MS = 60_000;
/**
 * Interval for checking the operating system's flag while offline. When it reports a network, the service is
 * probed immediately.
 */
const GLANCE_MS = 1_000;

export interface NetworkWatch {
  readonly online: boolean;
  /** A run could not reach the service: probes it until it answers. */
  lost(): void;
  /** The machine woke up or changed networks: probes an unreachable service immediately. */
  wake(): void;
  close(): void;
}

export interface WatchDeps {
  /** The operating system's flag, which may be wrong both ways. */
  readonly osOnline: () => boolean;
  /** Whether the service answers. */
  readonly probe: (signal: AbortSignal) => Promise<boolean>;
  readonly changed: (online: boolean) => void;
  readonly elapsed: Elapsed;
  readonly log: Log;
}

/**
 * Watches whether the service is reachable. Sends nothing until a run fails to connect. Then probes the
 * service until it answers, regardless of the operating system's flag.
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
