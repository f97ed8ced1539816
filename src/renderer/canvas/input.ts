import type { Point } from '@shared/geometry.ts';
import { type DragAction, type DragEvent, type DragState, IDLE, reduceDrag } from './drag.ts';
import type { CanvasElements } from './paint.ts';
import type { CanvasTool, ToolPointer } from './tools/tool.ts';
import { createWheelReader, type WheelAction } from './wheel.ts';

export interface InputHandlers {
  readonly drag: (action: DragAction) => void;
  readonly wheel: (action: WheelAction, at: Point) => void;
  readonly doubleClick: (at: Point) => void;
  /** The pointer's position, or null if it left. */
  readonly hover: (at: Point | null) => void;
  /** The tool for the left button, a pen or a finger. Null while they pan. */
  readonly tool: () => CanvasTool | null;
  /** Converts a point of the frame to image pixels. */
  readonly onPicture: (at: Point) => Point;
}

/**
 * Listens to pointers and wheel on the frame. Points are in CSS pixels of the frame. Returns the unsubscribe
 * function.
 */
export function attachInput({ frame, handle }: CanvasElements, handlers: InputHandlers): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const readWheel = createWheelReader();
  let state: DragState = IDLE;
  /** The pointer that draws, and its position. */
  let drawing: { readonly id: number; at: Point; readonly tool: CanvasTool } | null = null;

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
  const toolPointer = (event: PointerEvent): ToolPointer => ({
    at: handlers.onPicture(pointOf(event)),
    pressure: event.pointerType === 'pen' ? event.pressure : 1,
    shift: event.shiftKey,
    alt: event.altKey,
  });
  /** Whether the pointer draws. A second finger next to a drawing one turns both into a pinch. */
  const drawsFrom = (event: PointerEvent): boolean => {
    const tool = handlers.tool();
    if (drawing) {
      drawing.tool.cancel();
      feed({ kind: 'down', id: drawing.id, at: drawing.at, target: 'picture' });
      drawing = null;
      return false;
    }
    if (!tool || event.button !== 0 || onHandle(event) || state.kind !== 'idle') return false;
    drawing = { id: event.pointerId, at: pointOf(event), tool };
    tool.down(toolPointer(event));
    return true;
  };
  const onHandle = (event: Event): boolean => event.target instanceof Node && handle.contains(event.target);

  // Elements on the picture that are pressed themselves, such as the buttons of a label.
  const onControl = (event: Event): boolean =>
    event.target instanceof Element && event.target.closest('button, a, input') !== null;

  frame.addEventListener(
    'pointerdown',
    (event) => {
      if (onControl(event)) return;
      // Left button, middle button (hand), touch and pen. The right button opens the menu.
      if (event.button > 1) return;
      frame.setPointerCapture(event.pointerId);
      if (drawsFrom(event)) return;
      const target = onHandle(event) ? 'handle' : 'picture';
      feed({ kind: 'down', id: event.pointerId, at: pointOf(event), target });
    },
    { signal },
  );
  frame.addEventListener(
    'pointermove',
    (event) => {
      handlers.hover(pointOf(event));
      if (drawing?.id === event.pointerId) {
        drawing.at = pointOf(event);
        // All events since the last frame. Some systems provide none.
        const events = event.getCoalescedEvents();
        drawing.tool.move((events.length > 0 ? events : [event]).map(toolPointer));
        return;
      }
      if (state.kind === 'idle') handlers.tool()?.hover(handlers.onPicture(pointOf(event)));
      if (state.kind !== 'idle') feed({ kind: 'move', id: event.pointerId, at: pointOf(event) });
    },
    { signal },
  );
  const leave = () => {
    handlers.hover(null);
    if (!drawing) handlers.tool()?.hover(null);
  };
  frame.addEventListener('pointerleave', leave, { signal });
  const release = (event: PointerEvent, kind: 'up' | 'cancel') => {
    if (drawing?.id !== event.pointerId) return feed({ kind, id: event.pointerId });
    const { tool } = drawing;
    drawing = null;
    if (kind === 'up') tool.up(toolPointer(event));
    else tool.cancel();
  };
  frame.addEventListener('pointerup', (event) => release(event, 'up'), { signal });
  frame.addEventListener('pointercancel', (event) => release(event, 'cancel'), { signal });
  frame.addEventListener(
    'wheel',
    (event) => {
      // Otherwise the page itself zooms on a pinch.
      event.preventDefault();
      handlers.wheel(readWheel(event), pointOf(event));
    },
    { signal, passive: false },
  );
  frame.addEventListener(
    'dblclick',
    (event) => {
      if (onHandle(event) || onControl(event)) return;
      const tool = handlers.tool();
      if (tool) tool.doubleClick(handlers.onPicture(pointOf(event)));
      else handlers.doubleClick(pointOf(event));
    },
    { signal },
  );
  return () => stop.abort();
}
