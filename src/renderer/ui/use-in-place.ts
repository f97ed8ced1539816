import { type RefObject, useEffect, useRef, useState } from 'react';

interface InPlace<E extends HTMLElement> {
  readonly text: string;
  setText(text: string): void;
  /** Ends the writing, once. */
  close(keep: boolean): void;
  readonly field: RefObject<E | null>;
}

interface Ends {
  readonly onKeep: (text: string) => void;
  /** Called in the end, whether the text is kept or not. */
  readonly onClose: () => void;
}

/**
 * A text that is written in its place. What was typed is never lost: when the field is taken off the page under the hands of whoever
 * writes in it, the text is kept as it is by then.
 */
export function useInPlace<E extends HTMLElement>(value: string, ends: Ends): InPlace<E> {
  const [text, setText] = useState(value);
  const field = useRef<E>(null);
  const closed = useRef(false);
  const close = (keep: boolean) => {
    if (closed.current) return;
    closed.current = true;
    if (keep) ends.onKeep(text);
    ends.onClose();
  };
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const element = field.current;
    let escaped = false;
    // Before what is around the field hears of it, and may take it off the page.
    const pressed = ({ key }: KeyboardEvent) => {
      escaped = key === 'Escape' && document.activeElement === element;
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => {
      window.removeEventListener('keydown', pressed, { capture: true });
      // In development React tries each effect twice, with the element in its place.
      if (!element?.isConnected) latest.current(!escaped);
    };
  }, []);
  return { text, setText, close, field };
}
