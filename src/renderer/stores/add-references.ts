import { chosenModel } from '@shared/domain/engine-catalog.ts';
import type { Target } from '@shared/domain/library-command.ts';
import { REFERENCES_MAX, referenceLimit } from '@shared/domain/reference.ts';
import { t } from '@shared/i18n/index.ts';
import { localText } from '@shared/i18n/model-text.ts';
import { selectedIds } from './few-selected.ts';
import type { Stores } from './index.ts';
import { showEditPanel } from './show-edit-panel.ts';

/** Adds the selected pictures as references of the next edit. */
export function addSelectedReferences(stores: Stores): void {
  const target = stores.library.getState().targetOfSelection();
  if (target) addReferences(stores, target);
}

/** Adds pictures as references of the next edit, as many as its model takes, and says why if not all. */
export function addReferences(stores: Stores, target: Target): void {
  const { fitting, refusal } = chooseReferences(stores, target);
  if (fitting.length > 0) {
    stores.edit.getState().addReferences(fitting);
    showEditPanel(stores);
  }
  if (refusal) stores.toasts.getState().show({ message: refusal, tone: 'warn' });
}

interface Choice {
  /** New references that the model has room for. */
  readonly fitting: readonly number[];
  /** Why these aren't all. */
  readonly refusal?: () => string;
}

function chooseReferences({ edit, library }: Stores, target: Target): Choice {
  const { references } = edit.getState();
  const model = chosenModel(edit.getState());
  const name = () => localText(model.name);
  const limit = referenceLimit(model);
  if (limit === 0) return { fitting: [], refusal: () => t.references.takesNone(name()) };
  // A list is the selection, as far as it is loaded.
  const ids = 'ids' in target ? target.ids : selectedIds(library.getState(), REFERENCES_MAX);
  if (ids.length === 0) return { fitting: [], refusal: () => t.references.tooMany };
  const fresh = ids.filter((id) => !references.includes(id));
  if (fresh.length === 0) return { fitting: [], refusal: () => t.references.alreadyThere(ids.length) };
  const fitting = fresh.slice(0, Math.max(0, limit - references.length));
  return fitting.length === fresh.length
    ? { fitting }
    : { fitting, refusal: () => t.references.full(name(), limit, fitting.length) };
}
