import { describe, expect, it } from 'vitest';
import {
  type DragAction,
  type DragEvent,
  type DragState,
  IDLE,
  reduceDrag,
} from '../../src/renderer/canvas/drag.ts';
import { fc } from '../fixtures/property.ts';

function play(events: readonly DragEvent[]): { state: DragState; actions: DragAction[] } {
  let state: DragState = IDLE;
  const actions: DragAction[] = [];
  for (const event of events) {
    const step = reduceDrag(state, event);
    state = step.state;
    if (step.action.kind !== 'none') actions.push(step.action);
  }
  return { state, actions };
}

const down = (id: number, x: number, y: number, target: 'picture' | 'handle' = 'picture'): DragEvent => ({
  kind: 'down',
  id,
  at: { x, y },
  target,
});
const move = (id: number, x: number, y: number): DragEvent => ({ kind: 'move', id, at: { x, y } });
const up = (id: number): DragEvent => ({ kind: 'up', id });

describe('one pointer on the picture', () => {
  it('pans by the pointer’s movement and commits once, at the end', () => {
    const { state, actions } = play([down(1, 10, 10), move(1, 30, 10), move(1, 35, 20), up(1)]);
    expect(actions).toEqual([
      { kind: 'pan', dx: 20, dy: 0 },
      { kind: 'pan', dx: 5, dy: 10 },
      { kind: 'commit' },
    ]);
    expect(state).toBe(IDLE);
  });
  it('treats a slight movement as a click and changes nothing', () =>
    expect(play([down(1, 10, 10), move(1, 12, 11), up(1)]).actions).toEqual([]));
  it('commits if the system cancels the pointer', () =>
    expect(play([down(1, 0, 0), move(1, 9, 0), { kind: 'cancel', id: 1 }]).actions.at(-1)).toEqual({
      kind: 'commit',
    }));
});

it('the handle follows the pointer and ignores another one', () => {
  const { actions } = play([down(1, 40, 5, 'handle'), move(1, 60, 500), move(2, 0, 0), up(2), up(1)]);
  expect(actions).toEqual([{ kind: 'split', x: 40 }, { kind: 'split', x: 60 }, { kind: 'commit' }]);
});

describe('two fingers', () => {
  it('zoom by their distance, around the point between them', () => {
    const { actions } = play([down(1, 0, 0), down(2, 100, 0), move(2, 200, 0)]);
    expect(actions).toEqual([{ kind: 'pinch', factor: 2, about: { x: 100, y: 0 }, dx: 50, dy: 0 }]);
  });
  it('continue panning with the remaining one', () => {
    const { state, actions } = play([down(1, 0, 0), down(2, 100, 0), up(1), move(2, 110, 0)]);
    expect(actions).toEqual([{ kind: 'commit' }, { kind: 'pan', dx: 10, dy: 0 }]);
    expect(state.kind).toBe('panning');
  });
});

it('after any events, all pointers up means idle, and every change is committed', () => {
  const coordinate = fc.integer({ min: 0, max: 300 });
  const id = fc.integer({ min: 1, max: 3 });
  const anyEvent: fc.Arbitrary<DragEvent> = fc.oneof(
    fc
      .tuple(id, coordinate, coordinate, fc.constantFrom('picture' as const, 'handle' as const))
      .map((a) => down(...a)),
    fc.tuple(id, coordinate, coordinate).map((a) => move(...a)),
    id.map(up),
  );
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
      const { state, actions } = play([...events, up(1), up(2), up(3)]);
      expect(state).toBe(IDLE);
      if (actions.length > 0) expect(actions.at(-1)).toEqual({ kind: 'commit' });
      for (const action of actions) if (action.kind === 'pinch') expect(action.factor).toBeGreaterThan(0);
    }),
  );
});
