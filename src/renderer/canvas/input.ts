import type { Point } from '@shared/geometry.ts';
import { type DragAction, type DragEvent, type DragState, IDLE, reduceDrag } from './drag.ts';
import type { CanvasElements } from './paint.ts';
import { createWheelReader, type WheelAction } from './wheel.ts';

export interface InputHandlers {
  readonly drag: (action: DragAction) => void;
  readonly wheel: (action: WheelAction, at: Point) => void;
  readonly doubleClick: (at: Point) => void;
  /** Where the pointer is; null when it left. */
  readonly hover: (at: Point | null) => void;
}

/** Listens to pointers and wheel on the frame; points are in CSS pixels of the frame. The answer stops listening. */
export function attachInput({ frame, handle }: CanvasElements, handlers: InputHandlers): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const readWheel = createWheelReader();
  let state: DragState = IDLE;

  const pointOf = (event: MouseEvent): Point => {
    const box = frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const feed = (event: DragEvent): void => {
    const step = reduceDrag(state, event);
    state = step.state;
    frame.dataset.drag = state.kind;
    if (step.action.kind !== 'none') handlers.drag(step.action);
  };
  const onHandle = (event: Event): boolean => event.target instanceof Node && handle.contains(event.target);

  // What lies on the picture and is pressed itself: the buttons of a label.
  const onControl = (event: Event): boolean =>
    event.target instanceof Element && event.target.closest('button, a, input') !== null;

  frame.addEventListener(
    'pointerdown',
    (event) => {
      if (onControl(event)) return;
      // Left button, middle button (hand), touch and pen; the right button opens the menu.
      if (event.button > 1) return;
      frame.setPointerCapture(event.pointerId);
      const target = onHandle(event) ? 'handle' : 'picture';
      feed({ kind: 'down', id: event.pointerId, at: pointOf(event), target });
    },
    { signal },
  );
  frame.addEventListener(
    'pointermove',
    (event) => {
      handlers.hover(pointOf(event));
      if (state.kind !== 'idle') feed({ kind: 'move', id: event.pointerId, at: pointOf(event) });
    },
    { signal },
  );
  frame.addEventListener('pointerleave', () => handlers.hover(null), { signal });
  frame.addEventListener('pointerup', (event) => feed({ kind: 'up', id: event.pointerId }), { signal });
  frame.addEventListener('pointercancel', (event) => feed({ kind: 'cancel', id: event.pointerId }), {
    signal,
  });
  frame.addEventListener(
    'wheel',
    (event) => {
      // Or the page itself zooms on a pinch.
      event.preventDefault();
      handlers.wheel(readWheel(event), pointOf(event));
    },
    { signal, passive: false },
  );
  frame.addEventListener(
    'dblclick',
    (event) => {
      if (!onHandle(event) && !onControl(event)) handlers.doubleClick(pointOf(event));
    },
    { signal },
  );
  return () => stop.abort();
}
