import { useRef } from 'react';
import { useStores } from '../../stores/context.tsx';

/**
 * Where the focus goes when a list of the panel closes: to the prompt when something was taken from it, back to its button when
 * the person turned away.
 */
export function useFocusAfter() {
  const { edit } = useStores();
  const trigger = useRef<HTMLButtonElement>(null);
  const turnedAway = useRef(false);
  return {
    /** Of the button that opens it. */
    trigger,
    /** The person opened it, or closed it without taking anything. */
    onTurned(open: boolean) {
      turnedAway.current = !open;
    },
    onGone() {
      if (turnedAway.current) trigger.current?.focus();
      else edit.getState().requestFocus('prompt');
    },
  };
}
