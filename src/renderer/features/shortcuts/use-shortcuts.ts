import { useEffect } from 'react';
import { useStores } from '../../stores/context.tsx';
import type { Stores } from '../../stores/index.ts';
import { dispatch } from './dispatch.ts';
import { type Shortcut, shortcutOf } from './keymap.ts';

const isMac = navigator.userAgent.includes('Mac');
const FIELD = 'input:not([type=range], [type=checkbox], [type=file]), textarea, select, [contenteditable]';
const CONTROL = 'button, input, select, textarea, a, summary, [role="menuitem"], [role="separator"]';

/** Whether the mouse has been used in this window at all. */
let pointerUsed = false;

/** Listens to the keys of the window. */
export function useShortcuts(): void {
  const stores = useStores();
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const shortcut = shortcutOf(event, isMac);
      if (!shortcut || !applies(shortcut, event, stores)) return;
      event.preventDefault();
      if (!event.repeat || shortcut.action.startsWith('zoom')) dispatch(stores, shortcut.action);
    };
    const letGo = () => stores.view.getState().beforeHeld(false);
    const up = (event: KeyboardEvent) => {
      if (event.key === ' ') letGo();
    };
    const pointer = () => {
      pointerUsed = true;
    };
    window.addEventListener('pointerdown', pointer, { capture: true });
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', letGo);
    return () => {
      window.removeEventListener('pointerdown', pointer, { capture: true });
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', letGo);
    };
  }, [stores]);
}

/** Whether a shortcut means us, or the control that has the focus. */
function applies(shortcut: Shortcut, event: KeyboardEvent, stores: Stores): boolean {
  const target = event.target instanceof Element ? event.target : document.body;
  if (document.querySelector('dialog[open], [role="menu"]')) return false;
  const inField = target.matches(FIELD);
  switch (shortcut.action) {
    case 'undo':
      return !inField;
    case 'hold-before':
      return !target.matches(CONTROL);
    case 'leave':
      return stores.view.getState().full;
    case 'toggle-panels':
      if (stores.view.getState().panelsHidden) return true;
      // Who walks by keys sees the focus and needs Tab to walk on; who works by the mouse gets the whole window.
      return target === document.body ? pointerUsed : !inField && !target.matches(':focus-visible');
    default:
      return !inField || shortcut.keys.startsWith('Mod+');
  }
}
