import { keysOfPress } from '@shared/domain/keybindings.ts';
import { isMac } from '../../ui/kbd.tsx';

/** Possible names of a key press, most likely first. */
export function pressedKeys(event: KeyboardEvent): readonly string[] {
  const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
  const altGraph = event.getModifierState('AltGraph');
  return keysOfPress({ key, code, ctrlKey, metaKey, shiftKey, altKey, altGraph }, isMac);
}
