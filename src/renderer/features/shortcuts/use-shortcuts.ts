import { COMMANDS, type CommandId } from '@shared/domain/commands.ts';
import { keymap } from '@shared/domain/keybindings.ts';
import { useEffect, useMemo } from 'react';
import { canLeave } from '../../stores/comparing.ts';
import { useSettings, useStores } from '../../stores/context.tsx';
import type { Stores } from '../../stores/index.ts';
import { dispatch } from '../commands/index.ts';
import { pressedKeys } from './pressed.ts';
import { FIELD, isTyping } from './typing.ts';

const CONTROL = 'button, input, select, textarea, a, summary, [role="menuitem"], [role="separator"]';

/** Whether the mouse has been used in this window. */
let pointerUsed = false;

/** Handles the window's shortcuts. */
export function useShortcuts(): void {
  const stores = useStores();
  const chosen = useSettings((state) => state.settings.keys);
  const commands = useMemo(() => keymap(chosen), [chosen]);
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const keys = pressedKeys(event).find((name) => commands.has(name));
      const command = keys === undefined ? undefined : commands.get(keys);
      if (keys === undefined || !command || !isShortcutEnabled(command, keys, event, stores)) return;
      event.preventDefault();
      if (!event.repeat || COMMANDS[command].repeats) dispatch(stores, command);
    };
    const releaseAll = () => {
      stores.view.getState().setPeekingBefore(false);
      stores.view.getState().releaseBlink();
      stores.blame.getState().release();
    };
    const up = (event: KeyboardEvent) => {
      const released = pressedKeys(event).map((name) => commands.get(name));
      if (released.includes('hold-before')) stores.view.getState().setPeekingBefore(false);
      if (released.includes('hold-blame')) stores.blame.getState().release();
      if (released.includes('blink')) stores.view.getState().releaseBlink();
    };
    const pointer = () => {
      pointerUsed = true;
    };
    window.addEventListener('pointerdown', pointer, { capture: true });
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', releaseAll);
    return () => {
      window.removeEventListener('pointerdown', pointer, { capture: true });
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', releaseAll);
    };
  }, [stores, commands]);
}

/** Whether a key applies to a command instead of the focused control. */
function isShortcutEnabled(command: CommandId, keys: string, event: KeyboardEvent, stores: Stores): boolean {
  const target = event.target instanceof Element ? event.target : document.body;
  if (document.querySelector('dialog[open], [role="menu"]')) return false;
  switch (command) {
    case 'hold-before':
      return !target.matches(CONTROL);
    case 'leave':
      return (
        stores.merge.getState().target !== null ||
        stores.masks.getState().tool !== null ||
        canLeave(stores.view.getState()) !== null
      );
    case 'next-picture':
    case 'previous-picture':
      // The grid, fields and sliders have their own arrow keys.
      return stores.view.getState().fillsWindow && !target.matches(`${FIELD}, ${CONTROL}, [role="slider"]`);
    case 'toggle-panels':
      if (stores.view.getState().panelsHidden) return true;
      // Keyboard users see the focus and need Tab to move on. Mouse users get the whole-window view.
      return target === document.body ? pointerUsed : !target.matches(`${FIELD}, :focus-visible`);
    default:
      return !isTyping(target, keys);
  }
}
