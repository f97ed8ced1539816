import { useEffect, useState } from 'react';
import { copyText } from './copy-text.ts';

const SAY_COPIED_MS = 1_200;

/** Copies a text, and briefly shows that it was copied. */
export function useCopied(): { readonly copied: boolean; readonly copy: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAY_COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return {
    copied,
    copy: (text) => {
      copyText(text);
      setCopied(true);
    },
  };
}
