/** The relevant fields of a `WheelEvent`. */
export interface WheelInput {
  readonly deltaX: number;
  readonly deltaY: number;
  /** 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly timeStamp: number;
}

export type WheelAction =
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'pan'; readonly dx: number; readonly dy: number };

/** Events closer than this (ms) belong to one gesture. */
const GESTURE_GAP_MS = 180;
const LINE_PX = 33;
/** A notch of a mouse wheel is 53 to 120 px at once. The first event of a trackpad gesture is much smaller. */
const NOTCH_PX = 50;
const NOTCH_FACTOR = 1.2;
const PINCH_PER_PX = 0.01;

type Device = 'wheel' | 'trackpad';

function deviceOf(event: WheelInput): Device {
  if (event.deltaMode !== 0) return 'wheel';
  const long = Math.max(Math.abs(event.deltaX), Math.abs(event.deltaY));
  const oneAxis = event.deltaX === 0 || event.deltaY === 0;
  return oneAxis && long >= NOTCH_PX ? 'wheel' : 'trackpad';
}

/**
 * Converts wheel events to zoom and pan by photo app conventions: a mouse wheel zooms (Shift pans sideways),
 * two fingers on a trackpad pan, and a pinch (which arrives with `ctrlKey`) or Ctrl/Cmd with either zooms. A
 * gesture keeps the device it started with, because fast trackpad scrolling has events as large as a notch.
 */
export function createWheelReader(): (event: WheelInput) => WheelAction {
  let device: Device = 'trackpad';
  let last = Number.NEGATIVE_INFINITY;
  return (event) => {
    if (event.timeStamp - last > GESTURE_GAP_MS || event.deltaMode !== 0) device = deviceOf(event);
    last = event.timeStamp;
    const unit = event.deltaMode === 0 ? 1 : LINE_PX;
    const dx = event.deltaX * unit;
    const dy = event.deltaY * unit;
    const modified = event.ctrlKey || event.metaKey;
    if (modified || (device === 'wheel' && !event.shiftKey)) {
      if (device === 'wheel') return { kind: 'zoom', factor: NOTCH_FACTOR ** -Math.sign(dy || dx) };
      return { kind: 'zoom', factor: Math.exp(-dy * PINCH_PER_PX) };
    }
    // Shift + wheel arrives as deltaX on some systems and as deltaY on others.
    if (event.shiftKey && device === 'wheel') return { kind: 'pan', dx: -(dx || dy), dy: 0 };
    return { kind: 'pan', dx: -dx, dy: -dy };
  };
}
