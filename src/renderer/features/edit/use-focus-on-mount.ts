import { type RefObject, useEffect } from 'react';

/** Focuses a control when it is mounted, also after a closing menu has returned the focus to its button. */
export function useFocusOnMount(control: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    control.current?.focus();
    const frame = requestAnimationFrame(() => control.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [control]);
}
