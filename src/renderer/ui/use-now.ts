import { useEffect, useState } from 'react';

/** The present time in milliseconds since 1970, anew every so many milliseconds; `null` lets it stand. */
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
 * Milliseconds since a moment, anew each second. It counts on by itself from when it was first shown: the machine's time may be
 * set while it counts.
 */
export function useElapsed(since: number): number {
  const [start] = useState(() => performance.now() - Math.max(0, Date.now() - since));
  useNow(1000);
  return Math.max(0, performance.now() - start);
}
