import { t } from '@shared/i18n/index.ts';
import { type CompareMode, canLeave, MOST_COMPARED } from '../../../stores/comparing.ts';
import { fewSelected } from '../../../stores/few-selected.ts';
import type { Stores } from '../../../stores/index.ts';
import { faceOf } from '../../../stores/made-pictures.ts';
import { activeImageId, type CommandHandlers } from './command-handler.ts';

const hasPair = ({ view }: Stores) => view.getState().pair !== null;
const hasSelection = ({ library }: Stores) => library.getState().selectedId !== null;
const hasColor = ({ view, settings }: Stores) =>
  view.getState().loupe || settings.getState().settings.numbersOpen;
const inFull = ({ view }: Stores) => view.getState().fillsWindow;
const prefersStill = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

const isIn =
  (wanted: CompareMode) =>
  ({ view }: Stores) =>
    view.getState().comparing && view.getState().mode === wanted;

/** Viewing a picture. */
export const viewHandlers = {
  compare: {
    run: ({ view }) => view.getState().toggleMode('split'),
    isEnabled: hasPair,
    isToggled: isIn('split'),
  },
  'side-by-side': {
    run: ({ view }) => view.getState().toggleMode('side'),
    isEnabled: hasPair,
    isToggled: isIn('side'),
  },
  blink: {
    run: ({ view }) => view.getState().pressBlink(prefersStill()),
    isEnabled: hasPair,
    isToggled: isIn('blink'),
  },
  difference: {
    run: ({ view }) => view.getState().toggleMode('difference'),
    isEnabled: hasPair,
    isToggled: isIn('difference'),
  },
  grid: { run: toggleGrid, isEnabled: (stores) => gridIds(stores).length >= 2, isToggled: isIn('grid') },
  'add-to-comparison': { run: addToComparison, isEnabled: (stores) => activeImageId(stores) !== null },
  loupe: {
    run: ({ view }) => view.getState().setLoupe(!view.getState().loupe),
    isEnabled: hasSelection,
    isToggled: ({ view }) => view.getState().loupe,
  },
  numbers: {
    run: ({ settings }) =>
      settings.getState().save({ numbersOpen: !settings.getState().settings.numbersOpen }),
    isToggled: ({ settings }) => settings.getState().settings.numbersOpen,
  },
  'copy-colour': { run: ({ view }) => view.getState().requestColorCopy(), isEnabled: hasColor },
  'hold-blame': { run: ({ blame }) => blame.getState().hold(), isEnabled: hasSelection },
  'blame-map': {
    run: ({ blame }) => blame.getState().toggle(),
    isEnabled: hasSelection,
    isToggled: ({ blame }) => blame.getState().mode === 'on',
  },
  'hold-before': { run: ({ view }) => view.getState().setPeekingBefore(true) },
  'swap-sides': { run: ({ view }) => view.getState().swapSides(), isEnabled: hasPair },
  'zoom-in': { run: ({ view }) => view.getState().requestZoom('in'), isEnabled: hasSelection },
  'zoom-out': { run: ({ view }) => view.getState().requestZoom('out'), isEnabled: hasSelection },
  'zoom-fit': { run: ({ view }) => view.getState().requestZoom('fit'), isEnabled: hasSelection },
  'zoom-actual': { run: ({ view }) => view.getState().requestZoom('actual'), isEnabled: hasSelection },
  'full-picture': {
    run: ({ view }) => view.getState().setFillWindow(!view.getState().fillsWindow),
    isToggled: ({ view }) => view.getState().fillsWindow,
  },
  'next-picture': { run: ({ library }) => library.getState().moveSelection(1), isEnabled: inFull },
  'previous-picture': { run: ({ library }) => library.getState().moveSelection(-1), isEnabled: inFull },
  leave: {
    run: ({ view, masks, merge }) => {
      if (merge.getState().target) merge.getState().close();
      else if (!masks.getState().leave()) view.getState().exitCurrentMode();
    },
    isEnabled: ({ view, masks, merge }) =>
      merge.getState().target !== null ||
      masks.getState().tool !== null ||
      canLeave(view.getState()) !== null,
  },
} as const satisfies CommandHandlers;

/**
 * Shows up to four pictures side by side: the selected or pinned ones, otherwise a source with its newest
 * results.
 */
function toggleGrid(stores: Stores): void {
  const { view } = stores;
  const { comparing, mode, showComparison, toggleMode } = view.getState();
  const ids = gridIds(stores);
  const leaving = comparing && mode === 'grid';
  if (!leaving && !isSame(ids, view.getState().group?.ids)) showComparison(ids);
  // More than two are already shown this way.
  if (leaving || view.getState().mode !== 'grid' || !view.getState().comparing) toggleMode('grid');
}

function isSame(ids: readonly number[], others: readonly number[] | undefined): boolean {
  return ids.length === others?.length && ids.every((id, place) => id === others[place]);
}

function gridIds({ view, history, library }: Stores): readonly number[] {
  const { group, pair } = view.getState();
  const selected = fewSelected(library.getState());
  if (selected.length >= 2) return selected;
  if (group && group.ids.length >= 2) return group.ids;
  if (!pair) return [];
  const results = history
    .getState()
    .entries()
    .filter(({ edit }) => edit.sourceImageId === pair.beforeId)
    .flatMap((entry) => faceOf(entry)?.id ?? []);
  return [...new Set([pair.beforeId, pair.afterId, ...results])].slice(0, MOST_COMPARED);
}

function addToComparison(stores: Stores): void {
  const { view, toasts, library, entities } = stores;
  const selected = fewSelected(library.getState());
  const shown = activeImageId(stores);
  const ids = selected.length > 0 ? selected : shown === null ? [] : [shown];
  const id = ids.at(-1);
  if (id === undefined) return;
  if (!ids.every((each) => view.getState().addToComparison(each))) {
    toasts.getState().show({ message: () => t.canvas.comparisonFull(MOST_COMPARED) });
    return;
  }
  const count = view.getState().group?.ids.length ?? 0;
  const name = entities.images.get(id)?.name ?? '';
  toasts.getState().show({
    message: () => t.canvas.addedToComparison(name, count),
    ...(count >= 2
      ? { action: { label: () => t.canvas.showComparison, run: () => view.getState().toggleMode('grid') } }
      : {}),
  });
}
