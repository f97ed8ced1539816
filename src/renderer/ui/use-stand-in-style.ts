import { type CSSProperties, useState } from 'react';

/** For an image whose file may take seconds: shows another picture behind it until then. */
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
