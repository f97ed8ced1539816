import { COMMAND_IDS, COMMANDS, type CommandStates } from '@shared/domain/commands.ts';
import type { Stores } from '../../stores/index.ts';
import { isEnabled, isToggled } from './dispatch.ts';
import { isWriting } from './handlers/command-handler.ts';
import { canUndoStroke } from './handlers/tools.ts';

/** Delay (ms) before the menus are updated: stores change many times per second during runs. */
const SYNC_DELAY_MS = 150;

/** Keeps the system's menus in sync with the commands that are enabled; returns a disposer. */
export function syncMenuState(stores: Stores): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastSent = '';
  const sendState = () => {
    timer = undefined;
    const states: CommandStates = {
      disabled: COMMAND_IDS.filter((command) => !isEnabled(stores, command)),
      checked: COMMAND_IDS.filter((command) => COMMANDS[command].toggles && isToggled(stores, command)),
      // *Undo* in the menu names no library command while it applies to a text or stroke.
      writing: isWriting() || canUndoStroke(stores, 'undo'),
    };
    const text = JSON.stringify(states);
    if (text === lastSent) return;
    lastSent = text;
    void stores.settings.getState().syncMenuState(states);
  };
  const schedule = () => {
    timer ??= setTimeout(sendState, SYNC_DELAY_MS);
  };
  // `attention` and the loader have no state that commands depend on.
  const { attention: _, loader: __, entities, ...observed } = stores;
  const stops = Object.values(observed).map((store) => store.subscribe(schedule));
  stops.push(entities.onImages(schedule), entities.onEdits(schedule));
  window.addEventListener('focusin', schedule);
  window.addEventListener('focusout', schedule);
  schedule();
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
    window.removeEventListener('focusin', schedule);
    window.removeEventListener('focusout', schedule);
  };
}
