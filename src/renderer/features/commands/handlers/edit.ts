import type { EditEntry } from '@shared/domain/edit.ts';
import { referenceIdsOf } from '@shared/domain/reference.ts';
import { t } from '@shared/i18n/index.ts';
import { addSelectedReferences } from '../../../stores/add-references.ts';
import { fewSelected } from '../../../stores/few-selected.ts';
import type { Stores } from '../../../stores/index.ts';
import { showEditPanel } from '../../../stores/show-edit-panel.ts';
import { type FinishTarget, findAndPaint, openFor, targetOf, versionOf } from '../../finish/index.ts';
import { chosenTwo } from '../../merge/index.ts';
import { activeImageId, type CommandHandlers, hasSelected } from './command-handler.ts';

/** Pictures that are shown as they would be with other colors. */
const MATCH_SAMPLES = 2;

/** Making and repeating edits. */
export const editHandlers = {
  // Without a picture or a prompt, the form says what is missing.
  'run-edit': { run: runEdit },
  'new-seed': { run: ({ edit }) => edit.getState().drawSeed() },
  rerun: { run: rerun, isEnabled: hasEdit },
  challenge: {
    run: (stores) => {
      const entry = chosenEdit(stores);
      if (entry && entry.results.length > 0) stores.challenge.getState().open(entry);
    },
    isEnabled: (stores) => (chosenEdit(stores)?.results.length ?? 0) > 0,
  },
  'watch-edit': {
    run: (stores) => {
      const entry = chosenEdit(stores);
      return entry && stores.watch.getState().toggle(entry.edit.id);
    },
    isEnabled: (stores) => (chosenEdit(stores)?.results.length ?? 0) > 0,
    isToggled: (stores) => {
      const entry = chosenEdit(stores);
      return entry !== undefined && stores.watch.getState().has(entry.edit.id);
    },
  },
  'watched-edits': { run: ({ watch }) => watch.getState().open() },
  'edit-again': {
    run: (stores) => {
      const entry = chosenEdit(stores);
      return entry && stores.edit.getState().fillFrom(entry.edit.request, referenceIdsOf(entry.edit));
    },
    isEnabled: hasEdit,
  },
  'add-reference': { run: addSelectedReferences, isEnabled: hasSelected },
  'put-back': {
    run: (stores) => {
      const many = hasManySelected(stores) ? stores.library.getState().targetOfSelection() : null;
      if (many) return stores.finishMany.getState().start(many, { do: 'put-back' });
      const target = activeTarget(stores);
      return target && stores.finish.getState().putBack(target);
    },
    isEnabled: (stores) => hasManySelected(stores) || activeTarget(stores) !== null,
  },
  'finish-again': {
    run: (stores) => {
      const { finish, history } = stores;
      if (finish.getState().target) return finish.getState().closePanel();
      const target = activeTarget(stores);
      const id = activeImageId(stores);
      if (!target || id === null) return;
      openFor(stores, target, versionOf(history.getState().entries(), id)?.finish.recipe);
    },
    isEnabled: (stores) => finishTarget(stores) !== null,
    isToggled: ({ finish }) => finish.getState().target !== null,
  },
  'find-changed': {
    run: (stores) => {
      const target = finishTarget(stores);
      return target && findAndPaint(stores, target);
    },
    isEnabled: (stores) => finishTarget(stores) !== null,
  },
  'carry-over': {
    run: (stores) => {
      const target = finishTarget(stores);
      return target && stores.finish.getState().carryOver(target);
    },
    isEnabled: (stores) => finishTarget(stores) !== null,
  },
  'match-colors': {
    run: (stores) => {
      const { library, finishMany, entities } = stores;
      const { selection, selectedId, targetOfSelection } = library.getState();
      const target = targetOfSelection();
      if (!target || selectedId === null || !hasManySelected(stores)) return;
      const few = fewSelected(library.getState());
      const known = few.length > 0 ? few : [...selection.ids];
      // Originals are refused, so none is shown with other colors.
      const samples = known
        .filter((id) => id !== selectedId && targetOf(entities.images.get(id)) !== null)
        .slice(0, MATCH_SAMPLES);
      finishMany.getState().openMatch({ target, to: selectedId, count: selection.count - 1, samples });
    },
    isEnabled: (stores) => hasManySelected(stores) && stores.library.getState().selectedId !== null,
  },
  merge: {
    run: (stores) => {
      const two = chosenTwo(stores);
      if (two) return stores.merge.getState().open(two);
      stores.toasts.getState().show({ message: () => t.merge.selectTwo });
    },
    isEnabled: ({ library }) => library.getState().selectedId !== null,
  },
  'cancel-waiting': {
    run: ({ changes }) => changes.getState().run({ do: 'cancel-waiting' }),
    isEnabled: ({ queue }) =>
      queue
        .getState()
        .entries()
        .some(({ run }) => run.state === 'queued'),
  },
  'focus-prompt': {
    run: (stores) => {
      showEditPanel(stores);
      stores.edit.getState().requestFocus('prompt');
    },
  },
  presets: {
    run: ({ presets }) => (presets.getState().view ? presets.getState().close() : presets.getState().open()),
  },
  'save-preset': { run: ({ presets }) => presets.getState().showSaveForm() },
} as const satisfies CommandHandlers;

/**
 * Whether several pictures of the library are selected. Those that aren't results are refused individually
 * with a message.
 */
function hasManySelected(stores: Stores): boolean {
  return hasSelected(stores) && stores.library.getState().selection.count > 1;
}

/** The viewed result and its source. */
function activeTarget(stores: Stores): FinishTarget | null {
  const id = activeImageId(stores);
  return id === null ? null : targetOf(stores.entities.images.get(id));
}

/** The viewed result, otherwise the one that the panel is open for. */
function finishTarget(stores: Stores): FinishTarget | null {
  return activeTarget(stores) ?? stores.finish.getState().target;
}

/** The edit selected in *History*, otherwise the one that made the selected picture. */
function chosenEdit({ history, entities }: Stores): EditEntry | undefined {
  const { editIds, selectedEditId, imageId } = history.getState();
  const editId = selectedEditId ?? (imageId === null ? null : entities.images.get(imageId)?.editId);
  return editId != null && editIds.includes(editId) ? entities.entry(editId) : undefined;
}

function hasEdit(stores: Stores): boolean {
  return chosenEdit(stores) !== undefined;
}

async function runEdit(stores: Stores): Promise<void> {
  const { selectedId, selection } = stores.library.getState();
  if (selection.count > 1) {
    showEditPanel(stores);
    return stores.batch.getState().run();
  }
  const pressed = stores.attention.now();
  const entry = await stores.edit.getState().submit(selectedId);
  if (entry) stores.attention.runsAwaited([entry.run.id], pressed);
  else if (entry === undefined) stores.attention.pressedAgain(pressed);
  // It shows why it was refused.
  else showEditPanel(stores);
}

async function rerun(stores: Stores): Promise<void> {
  const chosen = chosenEdit(stores);
  const pressed = stores.attention.now();
  const entry = chosen && (await stores.history.getState().rerun(chosen.edit.id));
  if (entry) stores.attention.runsAwaited([entry.run.id], pressed);
}
