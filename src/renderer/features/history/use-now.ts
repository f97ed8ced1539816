import { useEffect, useState } from 'react';

const EVERY_MS = 30_000;

/** The present time, often enough for "5 min". */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
