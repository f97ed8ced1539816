import { ACTION_IDS, ACTIONS, type ActionStates } from '@shared/domain/actions.ts';
import type { Stores } from '../../stores/index.ts';
import { applies, isOn } from './dispatch.ts';
import { isWriting } from './meanings/meaning.ts';

/** The menus follow this much later, in milliseconds: stores change many times a second while runs go on. */
const TELL_AFTER_MS = 150;

/** Keeps the system's menus in step with what can be done now; the answer stops it. */
export function tellMenu(stores: Stores): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = '';
  const tell = () => {
    timer = undefined;
    const states: ActionStates = {
      disabled: ACTION_IDS.filter((action) => !applies(stores, action)),
      checked: ACTION_IDS.filter((action) => ACTIONS[action].toggles && isOn(stores, action)),
      writing: isWriting(),
    };
    const text = JSON.stringify(states);
    if (text === told) return;
    told = text;
    void stores.settings.getState().tellMenu(states);
  };
  const soon = () => {
    timer ??= setTimeout(tell, TELL_AFTER_MS);
  };
  // What a person does is no state: what it changes is.
  const { attention: _, loader: __, entities, ...observed } = stores;
  const stops = Object.values(observed).map((store) => store.subscribe(soon));
  stops.push(entities.onImages(soon), entities.onEdits(soon));
  window.addEventListener('focusin', soon);
  window.addEventListener('focusout', soon);
  soon();
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
    window.removeEventListener('focusin', soon);
    window.removeEventListener('focusout', soon);
  };
}
