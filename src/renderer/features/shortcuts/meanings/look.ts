import type { Stores } from '../../../stores/index.ts';
import type { Meanings } from './meaning.ts';

const hasPair = ({ view }: Stores) => view.getState().pair !== null;
const hasSelection = ({ library }: Stores) => library.getState().selectedId !== null;

/** How the picture is looked at. */
export const lookMeanings = {
  compare: {
    run: ({ view }) => view.getState().comparingChanged(!view.getState().comparing),
    applies: hasPair,
    isOn: ({ view }) => view.getState().comparing,
  },
  'hold-before': { run: ({ view }) => view.getState().beforeHeld(true) },
  'swap-sides': { run: ({ view }) => view.getState().sidesSwapped(), applies: hasPair },
  'zoom-in': { run: ({ view }) => view.getState().zoomAsked('in'), applies: hasSelection },
  'zoom-out': { run: ({ view }) => view.getState().zoomAsked('out'), applies: hasSelection },
  'zoom-fit': { run: ({ view }) => view.getState().zoomAsked('fit'), applies: hasSelection },
  'zoom-actual': { run: ({ view }) => view.getState().zoomAsked('actual'), applies: hasSelection },
  'full-picture': {
    run: ({ view }) => view.getState().fullChanged(!view.getState().full),
    isOn: ({ view }) => view.getState().full,
  },
  leave: { run: ({ view }) => view.getState().fullChanged(false) },
} as const satisfies Meanings;
