import type { EditEntry } from '@shared/domain/edit.ts';
import type { Stores } from '../../stores/index.ts';
import type { Action } from './keymap.ts';

/** What each action means: the one place for keys, menus and buttons. */
const MEANING: Readonly<Record<Action, (stores: Stores) => unknown>> = {
  import: ({ imports }) => imports.getState().pick(),
  'save-as': (stores) => withShown(stores, (id) => stores.library.getState().saveAs(id)),
  'copy-image': (stores) => withShown(stores, (id) => stores.library.getState().copy(id)),
  remove: ({ library }) => {
    const { selectedId, remove } = library.getState();
    return selectedId !== null && remove([selectedId]);
  },
  undo,
  redo: ({ organise }) => organise.getState().redo(),
  find: ({ view }) => view.getState().searchAsked(),

  'run-edit': runEdit,
  'new-seed': ({ edit }) => edit.getState().newSeed(),
  rerun,
  'edit-again': (stores) => {
    const entry = chosenEdit(stores);
    return entry && stores.edit.getState().filledFrom(entry.edit.request);
  },
  'focus-prompt': (stores) => {
    showEditPanel(stores);
    stores.edit.getState().focusAsked('prompt');
  },

  compare: ({ view }) => view.getState().comparingChanged(!view.getState().comparing),
  'hold-before': ({ view }) => view.getState().beforeHeld(true),
  'swap-sides': ({ view }) => view.getState().sidesSwapped(),
  'zoom-in': ({ view }) => view.getState().zoomAsked('in'),
  'zoom-out': ({ view }) => view.getState().zoomAsked('out'),
  'zoom-fit': ({ view }) => view.getState().zoomAsked('fit'),
  'zoom-actual': ({ view }) => view.getState().zoomAsked('actual'),
  'full-picture': ({ view }) => view.getState().fullChanged(!view.getState().full),
  leave: ({ view }) => view.getState().fullChanged(false),

  'toggle-library': (stores) => togglePanel(stores, 'libraryOpen'),
  'toggle-history': (stores) => togglePanel(stores, 'historyOpen'),
  'toggle-edit': (stores) => togglePanel(stores, 'editOpen'),
  'toggle-panels': ({ view }) => view.getState().panelsToggled(),
  shortcuts: ({ view }) => view.getState().shortcutsChanged(true),
  'open-settings': ({ settings }) => settings.getState().openWindow(),
};

/** Carries out what a key, a menu or a button asks for. */
export function dispatch(stores: Stores, action: Action): void {
  void MEANING[action](stores);
}

function togglePanel({ view, settings }: Stores, panel: 'libraryOpen' | 'historyOpen' | 'editOpen'): void {
  // A panel asked for while all are hidden is wanted on the screen.
  const hidden = view.getState().panelsHidden;
  if (hidden) view.getState().panelsToggled();
  settings.getState().changed({ [panel]: hidden || !settings.getState().settings[panel] });
}

/** Calls with the picture the person looks at: the result of a before/after, else the selected one. */
function withShown({ view, library }: Stores, use: (id: number) => unknown): unknown {
  const { comparing, pair } = view.getState();
  const id = comparing && pair ? pair.afterId : library.getState().selectedId;
  return id !== null && use(id);
}

/** The menu's *Undo* means the text that is being written, when there is one. */
function undo({ library }: Stores): unknown {
  const writing = document.activeElement?.matches('input, textarea');
  return writing ? document.execCommand('undo') : library.getState().undo();
}

/** The edit chosen in *History*, else the one that made the selected picture. */
function chosenEdit({ history, library }: Stores): EditEntry | undefined {
  const { entries, selectedEditId, imageId } = history.getState();
  const editId = selectedEditId ?? (imageId === null ? null : library.getState().byId.get(imageId)?.editId);
  return entries.find((entry) => entry.edit.id === editId);
}

async function runEdit(stores: Stores): Promise<void> {
  const { selectedId } = stores.library.getState();
  if (stores.edit.getState().isSecondPress(selectedId)) return;
  const entry = await stores.edit.getState().submit(selectedId);
  if (entry) queued(stores, entry);
  // Why it was refused is written there.
  else if (!stores.edit.getState().submitting) showEditPanel(stores);
}

function showEditPanel({ settings, view }: Stores): void {
  if (view.getState().full) view.getState().fullChanged(false);
  if (view.getState().panelsHidden) view.getState().panelsToggled();
  if (!settings.getState().settings.editOpen) settings.getState().changed({ editOpen: true });
}

async function rerun(stores: Stores): Promise<void> {
  const chosen = chosenEdit(stores);
  const entry = chosen && (await stores.history.getState().rerun(chosen.edit.id));
  if (entry) queued(stores, entry);
}

/** The run's first events may come before this answer: an older state never replaces a newer one. */
function queued({ queue, history }: Stores, entry: EditEntry): void {
  if (queue.getState().entries.some((known) => known.run.id === entry.run.id)) return;
  queue.getState().runChanged(entry);
  history.getState().entryChanged(entry);
}
