import { useRef } from 'react';
import { useStores } from '../../stores/context.tsx';

/**
 * Returns where the focus goes when a list of the panel closes: to the prompt if something was applied,
 * otherwise back to its button.
 */
export function useFocusAfter() {
  const { edit } = useStores();
  const trigger = useRef<HTMLButtonElement>(null);
  const turnedAway = useRef(false);
  return {
    /** The button that opens it. */
    trigger,
    /** The user opened it, or closed it without applying anything. */
    onTurned(open: boolean) {
      turnedAway.current = !open;
    },
    onGone() {
      if (turnedAway.current) trigger.current?.focus();
      else edit.getState().requestFocus('prompt');
    },
  };
}
