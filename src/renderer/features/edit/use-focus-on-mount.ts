import { type RefObject, useEffect } from 'react';

/** Takes the focus when what it is in comes up, also after a menu that was open has given it back to its button. */
export function useFocusOnMount(control: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    control.current?.focus();
    const frame = requestAnimationFrame(() => control.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [control]);
}
