import { useEffect, useState } from 'react';

/**
 * Returns the current time in milliseconds since 1970, updated every `everyMs` milliseconds. `null` stops
 * updates.
 */
export function useNow(everyMs: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (everyMs === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/**
 * Returns the milliseconds since a time, updated each second. After mounting it counts with a monotonic
 * clock, because the system time may change.
 */
export function useElapsed(since: number): number {
  const [start] = useState(() => performance.now() - Math.max(0, Date.now() - since));
  useNow(1000);
  return Math.max(0, performance.now() - start);
}
