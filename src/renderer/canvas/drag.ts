import type { Point } from '@shared/geometry.ts';
import { distance, middle } from './geometry.ts';

/** What the pointer was pressed on. */
export type DragTarget = 'picture' | 'handle';

export type DragState =
  | { readonly kind: 'idle' }
  /** Pressed, but not moved far enough for a drag. */
  | { readonly kind: 'pressed'; readonly id: number; readonly at: Point }
  | { readonly kind: 'panning'; readonly id: number; readonly at: Point }
  | { readonly kind: 'splitting'; readonly id: number }
  | { readonly kind: 'pinching'; readonly fingers: ReadonlyMap<number, Point> };

export type DragEvent =
  | { readonly kind: 'down'; readonly id: number; readonly at: Point; readonly target: DragTarget }
  | { readonly kind: 'move'; readonly id: number; readonly at: Point }
  | { readonly kind: 'up' | 'cancel'; readonly id: number };

/** Effect of an event. `commit`: a gesture ended, and its changes are final. */
export type DragAction =
  | { readonly kind: 'none' }
  | { readonly kind: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'split'; readonly x: number }
  | {
      readonly kind: 'pinch';
      readonly factor: number;
      readonly about: Point;
      readonly dx: number;
      readonly dy: number;
    }
  | { readonly kind: 'commit' };

export const IDLE: DragState = { kind: 'idle' };
const NONE: DragAction = { kind: 'none' };
/** Pointer movement (CSS px) below this is a click instead of a drag. */
export const SHAKE = 3;

export interface DragStep {
  readonly state: DragState;
  readonly action: DragAction;
}

function down(state: DragState, event: Extract<DragEvent, { kind: 'down' }>): DragStep {
  if (state.kind === 'pressed' || state.kind === 'panning') {
    const fingers = new Map([
      [state.id, state.at],
      [event.id, event.at],
    ]);
    return { state: { kind: 'pinching', fingers }, action: NONE };
  }
  if (state.kind !== 'idle') return { state, action: NONE };
  if (event.target === 'handle')
    return { state: { kind: 'splitting', id: event.id }, action: { kind: 'split', x: event.at.x } };
  return { state: { kind: 'pressed', id: event.id, at: event.at }, action: NONE };
}

function pinch(fingers: ReadonlyMap<number, Point>, id: number, at: Point): DragStep {
  const moved = new Map(fingers).set(id, at);
  const [a, b] = [...fingers.values()];
  const [c, d] = [...moved.values()];
  if (!a || !b || !c || !d) return { state: { kind: 'pinching', fingers: moved }, action: NONE };
  const before = middle(a, b);
  const about = middle(c, d);
  const apart = Math.max(distance(a, b), 1);
  return {
    state: { kind: 'pinching', fingers: moved },
    action: {
      kind: 'pinch',
      factor: Math.max(distance(c, d), 1) / apart,
      about,
      dx: about.x - before.x,
      dy: about.y - before.y,
    },
  };
}

function move(state: DragState, { id, at }: Extract<DragEvent, { kind: 'move' }>): DragStep {
  switch (state.kind) {
    case 'idle':
      return { state, action: NONE };
    case 'splitting':
      return { state, action: id === state.id ? { kind: 'split', x: at.x } : NONE };
    case 'pinching':
      return state.fingers.has(id) ? pinch(state.fingers, id, at) : { state, action: NONE };
    case 'pressed':
    case 'panning': {
      if (id !== state.id || (state.kind === 'pressed' && distance(state.at, at) < SHAKE))
        return { state, action: NONE };
      const action: DragAction = { kind: 'pan', dx: at.x - state.at.x, dy: at.y - state.at.y };
      return { state: { kind: 'panning', id, at }, action };
    }
  }
}

function up(state: DragState, id: number): DragStep {
  switch (state.kind) {
    case 'idle':
      return { state, action: NONE };
    case 'pinching': {
      if (!state.fingers.has(id)) return { state, action: NONE };
      // The remaining finger continues panning.
      const left = [...state.fingers].find(([finger]) => finger !== id);
      const next: DragState = left ? { kind: 'panning', id: left[0], at: left[1] } : IDLE;
      return { state: next, action: { kind: 'commit' } };
    }
    case 'pressed':
      return id === state.id ? { state: IDLE, action: NONE } : { state, action: NONE };
    case 'panning':
    case 'splitting':
      return id === state.id ? { state: IDLE, action: { kind: 'commit' } } : { state, action: NONE };
  }
}

/** The state machine for pointers on the canvas. Pure: the caller applies the action. */
export function reduceDrag(state: DragState, event: DragEvent): DragStep {
  switch (event.kind) {
    case 'down':
      return down(state, event);
    case 'move':
      return move(state, event);
    case 'up':
    case 'cancel':
      return up(state, event.id);
  }
}
