import type { DragAction } from './drag.ts';
import { clamp, type Point, type Size } from './geometry.ts';
import { attachInput } from './input.ts';
import { type CanvasElements, paint } from './paint.ts';
import { type PairLayout, soloLayout } from './pair.ts';
import { type CanvasMode, paneSize, splitAt } from './split.ts';
import {
  fitScale,
  fitView,
  limitPan,
  panBy,
  rehang,
  type Setting,
  scaleOfZoom,
  type View,
  visibleRect,
  zoomOf,
  zoomTo,
} from './viewport.ts';
import type { WheelAction } from './wheel.ts';
import { nextZoom } from './zoom-steps.ts';

/** What the rest of the app may know of the view. */
export interface CanvasSnapshot {
  /** 1 is one picture pixel on one device pixel. */
  readonly zoom: number;
  /** The whole picture is shown and stays so when the frame changes. */
  readonly fit: boolean;
  /** 0 to 1 from the left of what is visible. */
  readonly split: number;
}

export interface CanvasCallbacks {
  /** After each painted frame: for labels that are written directly. */
  readonly onFrame: (snapshot: CanvasSnapshot) => void;
  /** A gesture ended or a command was carried out: for stores. */
  readonly onCommit: (snapshot: CanvasSnapshot) => void;
}

export interface CanvasPictures {
  readonly layout: PairLayout;
  readonly natural: { readonly before: Size; readonly after: Size };
  /** Keep the same detail in sight (another picture of the same tree), or show the whole picture. */
  readonly keepView: boolean;
}

export interface CanvasEngine {
  show(pictures: CanvasPictures): void;
  setMode(mode: CanvasMode): void;
  /** Shows one side for as long as a key is held; null lets go. */
  peek(side: 'before' | 'after' | null): void;
  setSwapped(swapped: boolean): void;
  setSplit(split: number): void;
  /** The after picture comes in from the right until the slider rests in the middle; at once when motion is unwanted. */
  slideIn(): void;
  fit(): void;
  zoomTo(zoom: number): void;
  zoomStep(direction: 'in' | 'out'): void;
  /** Moves the picture, in CSS pixels. */
  pan(dx: number, dy: number): void;
  snapshot(): CanvasSnapshot;
  destroy(): void;
}

/** Gestures without an end of their own (the wheel) count as ended after so long, in milliseconds. */
const SETTLE_MS = 160;
const DOUBLE_CLICK_ZOOM = 1;
/** How long a result takes to slide in, in milliseconds: the token for things that change place. */
const SLIDE_MS = 200;

/** Binds the pure geometry to elements of the page: reads pointers and wheel, writes transforms, at most once a frame. */
export function createCanvasEngine(elements: CanvasElements, callbacks: CanvasCallbacks): CanvasEngine {
  const { frame } = elements;
  const nothing = soloLayout({ width: 1, height: 1 });
  let layout = nothing;
  let natural = { before: nothing.stage, after: nothing.stage };
  let frameSize: Size = { width: frame.clientWidth || 1, height: frame.clientHeight || 1 };
  let mode: CanvasMode = 'after';
  let peeked: 'before' | 'after' | null = null;
  let swapped = false;
  let split = 0.5;
  let fitted = true;
  let queued = 0;
  let settling = 0;
  let sliding = 0;

  const setting = (): Setting => ({
    stage: layout.stage,
    frame: paneSize(frameSize, mode),
    pixelRatio: window.devicePixelRatio,
  });
  let measured = setting();
  let view: View = fitView(measured);

  const snapshot = (): CanvasSnapshot => ({
    zoom: zoomOf(view, window.devicePixelRatio),
    fit: fitted,
    split,
  });

  const draw = (): void => {
    queued = 0;
    const shown = mode === 'side' ? mode : (peeked ?? mode);
    const moving = frame.hasAttribute('data-moving');
    paint(elements, { layout, natural, view, setting: setting(), mode: shown, split, swapped, moving });
    callbacks.onFrame(snapshot());
  };
  const schedule = (): void => {
    if (queued === 0) queued = requestAnimationFrame(draw);
  };
  const commit = (): void => {
    clearTimeout(settling);
    settling = 0;
    // Without `will-change` the browser draws the picture anew, sharp at the scale it now has.
    frame.removeAttribute('data-moving');
    schedule();
    callbacks.onCommit(snapshot());
  };
  const moving = (): void => {
    frame.setAttribute('data-moving', '');
    schedule();
  };
  const commitSoon = (): void => {
    clearTimeout(settling);
    settling = window.setTimeout(commit, SETTLE_MS);
  };
  const look = (next: View, fit: boolean): void => {
    view = next;
    fitted = fit;
  };
  /** After the stage, the frame or the mode changed: the same detail in sight, or still the whole picture. */
  const remeasure = (keepView: boolean): void => {
    const next = setting();
    look(keepView && !fitted ? rehang(view, measured, next) : fitView(next), keepView ? fitted : true);
    measured = next;
    schedule();
  };
  const inPane = (at: Point): Point => {
    const { width } = measured.frame;
    return mode === 'side' && at.x >= width ? { x: at.x - width, y: at.y } : at;
  };
  const zoomAt = (at: Point, scale: number): void => look(zoomTo(view, inPane(at), scale, setting()), false);
  const centre = (): Point => ({ x: measured.frame.width / 2, y: measured.frame.height / 2 });

  const slide = (start: number, time: number): void => {
    const share = clamp((time - start) / SLIDE_MS, 0, 1);
    split = 1 - 0.5 * (1 - (1 - share) ** 3);
    schedule();
    if (share < 1) sliding = requestAnimationFrame((next) => slide(start, next));
    else commit();
  };

  const onDrag = (action: DragAction): void => {
    cancelAnimationFrame(sliding);
    switch (action.kind) {
      case 'none':
        break;
      case 'pan': {
        const next = panBy(view, action.dx, action.dy, setting());
        if (next.x === view.x && next.y === view.y) return;
        look(next, fitted);
        moving();
        break;
      }
      case 'split':
        split = splitAt(action.x, visibleRect(view, setting()));
        moving();
        break;
      case 'pinch':
        look(panBy(view, action.dx, action.dy, setting()), false);
        zoomAt(action.about, view.scale * action.factor);
        moving();
        break;
      case 'commit':
        commit();
        break;
    }
  };
  const onWheel = (action: WheelAction, at: Point): void => {
    if (action.kind === 'zoom') zoomAt(at, view.scale * action.factor);
    else look(panBy(view, action.dx, action.dy, setting()), fitted);
    moving();
    commitSoon();
  };
  const onDoubleClick = (at: Point): void => {
    const actual = scaleOfZoom(DOUBLE_CLICK_ZOOM, window.devicePixelRatio);
    // A picture that fits at 1:1 has nothing to gain from it: go closer.
    const near = fitScale(setting()) >= actual ? actual * 2 : actual;
    if (fitted) zoomAt(at, near);
    else look(fitView(setting()), true);
    commit();
  };

  const detach = attachInput(elements, { drag: onDrag, wheel: onWheel, doubleClick: onDoubleClick });
  const resize = new ResizeObserver(() => {
    frameSize = { width: frame.clientWidth || 1, height: frame.clientHeight || 1 };
    remeasure(true);
    // In the same frame as the layout: a panel that is dragged takes the picture along without a flicker.
    cancelAnimationFrame(queued);
    draw();
  });
  resize.observe(frame);

  const now = (change: () => void): void => {
    change();
    commit();
  };
  return {
    show: (pictures) => {
      layout = pictures.layout;
      natural = pictures.natural;
      remeasure(pictures.keepView);
      callbacks.onCommit(snapshot());
    },
    setMode: (next) => {
      mode = next;
      remeasure(true);
    },
    peek: (side) => {
      peeked = side;
      schedule();
    },
    setSwapped: (next) => {
      swapped = next;
      schedule();
    },
    setSplit: (next) =>
      now(() => {
        cancelAnimationFrame(sliding);
        split = clamp(next, 0, 1);
      }),
    slideIn: () => {
      cancelAnimationFrame(sliding);
      if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
        split = 0.5;
        schedule();
      } else {
        split = 1;
        moving();
        sliding = requestAnimationFrame((time) => slide(time, time));
      }
    },
    fit: () => now(() => look(fitView(setting()), true)),
    zoomTo: (zoom) => now(() => zoomAt(centre(), scaleOfZoom(zoom, window.devicePixelRatio))),
    zoomStep: (direction) =>
      now(() => {
        const fit = zoomOf(fitView(setting()), window.devicePixelRatio);
        const zoom = nextZoom(snapshot().zoom, direction, fit);
        if (zoom === fit) look(fitView(setting()), true);
        else zoomAt(centre(), scaleOfZoom(zoom, window.devicePixelRatio));
      }),
    pan: (dx, dy) =>
      now(() => look(limitPan({ ...view, x: view.x + dx, y: view.y + dy }, setting()), fitted)),
    snapshot,
    destroy: () => {
      detach();
      resize.disconnect();
      cancelAnimationFrame(queued);
      cancelAnimationFrame(sliding);
      clearTimeout(settling);
    },
  };
}
