import { type RefObject, useEffect, useRef, useState } from 'react';

interface InPlace<E extends HTMLElement> {
  readonly text: string;
  setText(text: string): void;
  /** Ends editing, once. */
  close(keep: boolean): void;
  readonly field: RefObject<E | null>;
}

interface Ends {
  readonly onKeep: (text: string) => void;
  /** Called at the end, whether or not the text is kept. */
  readonly onClose: () => void;
}

/**
 * Inline text editing. Typed text is never lost: if the field is removed while the user types, its current
 * text is kept.
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
    // Runs before listeners around the field, which may remove it.
    const pressed = ({ key }: KeyboardEvent) => {
      escaped = key === 'Escape' && document.activeElement === element;
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => {
      window.removeEventListener('keydown', pressed, { capture: true });
      // In development React runs each effect twice while the element stays mounted.
      if (!element?.isConnected) latest.current(!escaped);
    };
  }, []);
  return { text, setText, close, field };
}
