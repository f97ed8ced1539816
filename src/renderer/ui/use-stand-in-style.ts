import { type CSSProperties, useState } from 'react';

/** For an image whose file may be some seconds away: another picture lies behind it until it is there. */
export function useStandInStyle(standIn: string | null): {
  readonly style: CSSProperties | undefined;
  readonly onLoad: () => void;
} {
  const [loadedFor, setLoadedFor] = useState<string | null>(null);
  const needed = standIn !== null && loadedFor !== standIn;
  return {
    style: needed ? { background: `center / cover no-repeat url("${standIn}")` } : undefined,
    onLoad: () => setLoadedFor(standIn),
  };
}
