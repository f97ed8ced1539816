import type { Point, Size } from '@shared/geometry.ts';
import { type Arrangement, topOf } from './arrangement.ts';
import { createBlink } from './blink.ts';
import { type Cells, cellAt, cellsFor } from './cells.ts';
import type { DragAction } from './drag.ts';
import { clamp } from './geometry.ts';
import { attachInput } from './input.ts';
import { type CanvasElements, paint } from './paint.ts';
import { type Probe, pixelsAt } from './probe.ts';
import { createSlide } from './slide.ts';
import { splitAt } from './split.ts';
import { type StageLayout, stageLayout } from './stage-layout.ts';
import type { CanvasTool, PicturePlace } from './tools/tool.ts';
import {
  fitScale,
  fitView,
  limitPan,
  panBy,
  preserveCenter,
  scaleOfZoom,
  type View,
  type ViewSetting,
  visibleRect,
  zoomOf,
  zoomTo,
} from './viewport.ts';
import type { WheelAction } from './wheel.ts';
import { nextZoom } from './zoom-steps.ts';

/** View state for the rest of the app. */
export interface CanvasSnapshot {
  /** 1 means one image pixel per device pixel. */
  readonly zoom: number;
  /** The whole picture is visible and stays so when the frame is resized. */
  readonly fit: boolean;
  /** 0 to 1 from the left edge of the visible part. */
  readonly split: number;
}

export interface CanvasCallbacks {
  /**
   * Called after each painted frame, for labels that are written directly. `place`: position of the single
   * visible picture, or null for several.
   */
  readonly onFrame: (snapshot: CanvasSnapshot, place: PicturePlace | null) => void;
  /** Called when a gesture ended or a command was applied, to update stores. */
  readonly onCommit: (snapshot: CanvasSnapshot) => void;
  /** Called at most once per frame while probing, with the pixels under the pointer. */
  readonly onProbe: (probe: Probe) => void;
  /** Height of the options below the frame, in CSS pixels. The picture stays in place when they come and go. */
  readonly below?: () => number;
  /** Describes the slider's position. */
  readonly splitText: (percent: number, side: 'before' | 'after') => string;
}

export interface CanvasPictures {
  readonly layout: StageLayout;
  /** Actual size of each picture in pixels. */
  readonly natural: readonly Size[];
  /** Keep the same detail visible (another picture of the same tree), or show the whole picture. */
  readonly keepView: boolean;
}

export interface CanvasEngine {
  show(pictures: CanvasPictures): void;
  arrange(arrangement: Arrangement): void;
  /** Shows one picture by index while a key is down. Null ends it. */
  peek(place: number | null): void;
  /** Sets the duration (ms) of each picture in a blink. Null pauses. */
  setPace(ms: number | null): void;
  /** Shows the other picture of a blink. */
  step(): void;
  /** Enables reports of the pixels under the pointer. */
  setProbing(probing: boolean): void;
  setSwapped(swapped: boolean): void;
  /** Gives the pointer to a tool. Null returns it to panning. */
  setTool(tool: CanvasTool | null): void;
  setSplit(split: number): void;
  /**
   * Slides the after picture in from the right until the slider is in the middle. Immediate with reduced
   * motion.
   */
  slideIn(): void;
  fit(): void;
  zoomTo(zoom: number): void;
  zoomStep(direction: 'in' | 'out'): void;
  /** Pans the picture, in CSS pixels. */
  pan(dx: number, dy: number): void;
  snapshot(): CanvasSnapshot;
  /** Returns the position of the single visible picture, or null for several. */
  place(): PicturePlace | null;
  destroy(): void;
}

/** Time (ms) after which a gesture without an explicit end (the wheel) counts as ended. */
const SETTLE_MS = 160;
const DOUBLE_CLICK_ZOOM = 1;

/**
 * Connects the pure geometry to page elements: reads pointers and wheel, and writes transforms at most once
 * per frame.
 */
export function createCanvasEngine(elements: CanvasElements, callbacks: CanvasCallbacks): CanvasEngine {
  const { frame } = elements;
  let layout = stageLayout([{ width: 1, height: 1 }], { reference: 0, subject: 0 });
  let natural: readonly Size[] = [layout.stage];
  let frameSize: Size = { width: frame.clientWidth || 1, height: frame.clientHeight || 1 };
  let below = callbacks.below?.() ?? 0;
  let arrangement: Arrangement = { kind: 'stack', top: 0 };
  let peeked: number | null = null;
  let blinked = 0;
  let swapped = false;
  let split = 0.5;
  let fitted = true;
  let probing = false;
  let pointer: Point | null = null;
  let tool: CanvasTool | null = null;
  let queued = 0;
  let settling = 0;

  const cells = (): Cells =>
    cellsFor(frameSize, arrangement.kind === 'cells' ? layout.rects.length : 1, layout.stage);
  const setting = (): ViewSetting => ({
    stage: layout.stage,
    frame: cells().cell,
    pixelRatio: window.devicePixelRatio,
    below: arrangement.kind === 'cells' ? 0 : below,
  });
  let measured = setting();
  let view: View = fitView(measured);

  const snapshot = (): CanvasSnapshot => ({
    zoom: zoomOf(view, window.devicePixelRatio),
    fit: fitted,
    split,
  });

  const place = (): PicturePlace | null => {
    const top = arrangement.kind === 'stack' ? (topOf(arrangement, peeked, blinked) ?? 0) : -1;
    const rect = layout.rects[top];
    // Nothing is drawn on the other picture while it is peeked at.
    if (!rect || (peeked !== null && arrangement.kind === 'stack' && peeked !== arrangement.top)) return null;
    const scale = (view.scale * rect.width) / (natural[top]?.width ?? rect.width);
    const moving = frame.hasAttribute('data-moving');
    return { x: view.x + rect.x * view.scale, y: view.y + rect.y * view.scale, scale, moving };
  };
  const draw = (): void => {
    queued = 0;
    const moving = frame.hasAttribute('data-moving');
    paint(elements, {
      layout,
      natural,
      view,
      setting: setting(),
      arrangement,
      peeked,
      blinked,
      cells: cells(),
      split,
      swapped,
      moving,
      splitText: callbacks.splitText,
    });
    callbacks.onFrame(snapshot(), place());
    if (probing) callbacks.onProbe(probe());
  };
  const probe = (): Probe => {
    const at = pointer ?? { x: measured.frame.width / 2, y: measured.frame.height / 2 };
    return { at, pixels: pixelsAt(inPane(at), view, layout.rects, natural) };
  };
  const schedule = (): void => {
    if (queued === 0) queued = requestAnimationFrame(draw);
  };
  const commit = (): void => {
    clearTimeout(settling);
    settling = 0;
    // Without `will-change` the browser redraws the picture, sharp at its new scale.
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
  /** After a change of the stage, frame or mode: keeps the same detail, or the whole picture, visible. */
  const remeasure = (keepView: boolean): void => {
    const next = setting();
    look(
      keepView && !fitted ? preserveCenter(view, measured, next) : fitView(next),
      keepView ? fitted : true,
    );
    measured = next;
    schedule();
  };
  const inPane = (at: Point): Point => cellAt(cells(), at).at;
  const zoomAt = (at: Point, scale: number): void => look(zoomTo(view, inPane(at), scale, setting()), false);
  const center = (): Point => ({ x: measured.frame.width / 2, y: measured.frame.height / 2 });

  const slide = createSlide((next) => {
    split = next;
    schedule();
  }, commit);

  const onDrag = (action: DragAction): void => {
    slide.stop();
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
    // A picture that fits at 1:1 would not change, so zoom in further.
    const near = fitScale(setting()) >= actual ? actual * 2 : actual;
    if (fitted) zoomAt(at, near);
    else look(fitView(setting()), true);
    commit();
  };

  const onHover = (at: Point | null): void => {
    // Keep reporting the last position: the pointer leaves the frame on its way to the button that copies the
    // color.
    if (!at) return;
    pointer = at;
    if (probing) schedule();
  };
  const blink = createBlink(() => {
    blinked = 1 - blinked;
    schedule();
  });

  const detach = attachInput(elements, {
    drag: onDrag,
    wheel: onWheel,
    doubleClick: onDoubleClick,
    hover: onHover,
    tool: () => tool,
    onPicture: (at) => {
      const { x, y, scale } = place() ?? { x: view.x, y: view.y, scale: view.scale };
      return { x: (at.x - x) / scale, y: (at.y - y) / scale };
    },
  });
  const resize = new ResizeObserver(() => {
    frameSize = { width: frame.clientWidth || 1, height: frame.clientHeight || 1 };
    below = callbacks.below?.() ?? 0;
    remeasure(true);
    // In the same frame as the layout, so that the picture follows a dragged panel without flicker.
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
    arrange: (next) => {
      if (next.kind === 'blink' && arrangement.kind !== 'blink') blinked = 1;
      arrangement = next;
      remeasure(true);
    },
    peek: (place) => {
      peeked = place;
      schedule();
    },
    setPace: blink.pace,
    step: blink.step,
    setProbing: (next) => {
      probing = next;
      schedule();
    },
    setSwapped: (next) => {
      swapped = next;
      schedule();
    },
    setTool: (next) => {
      tool = next;
    },
    setSplit: (next) =>
      now(() => {
        slide.stop();
        split = clamp(next, 0, 1);
      }),
    slideIn: () => {
      slide.stop();
      if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
        split = 0.5;
        schedule();
      } else {
        split = 1;
        moving();
        slide.start();
      }
    },
    fit: () => now(() => look(fitView(setting()), true)),
    zoomTo: (zoom) => now(() => zoomAt(center(), scaleOfZoom(zoom, window.devicePixelRatio))),
    zoomStep: (direction) =>
      now(() => {
        const fit = zoomOf(fitView(setting()), window.devicePixelRatio);
        const zoom = nextZoom(snapshot().zoom, direction, fit);
        if (zoom === fit) look(fitView(setting()), true);
        else zoomAt(center(), scaleOfZoom(zoom, window.devicePixelRatio));
      }),
    pan: (dx, dy) =>
      now(() => look(limitPan({ ...view, x: view.x + dx, y: view.y + dy }, setting()), fitted)),
    snapshot,
    place,
    destroy: () => {
      detach();
      blink.stop();
      resize.disconnect();
      cancelAnimationFrame(queued);
      slide.stop();
      clearTimeout(settling);
    },
  };
}
