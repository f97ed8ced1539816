/* Chromium limits an element's height to 33,554,428 px, and a million pictures need more. So the scrolled
   element is shorter than its content. Near both ends a pixel is a pixel. Between them, one pixel of the
   element is several of the content. Wheel and touch still move the content 1:1; only the scrollbar is
   scaled. All in CSS pixels. @tanstack/react-virtual has no such scale: its last rows would be unreachable. */

/** Maximum element height: far below the limit, where scroll positions still have half-pixel precision. */
export const ELEMENT_MAX = 8_000_000;
/** Unscaled distance at each end. */
const EDGE = 100_000;

export interface Extent {
  /** Height of all rows. */
  readonly content: number;
  /** Height of the visible part. */
  readonly view: number;
}

/** Scroll position of the element. The visible part starts at `top + shift` of the content. */
export interface Scroll {
  readonly top: number;
  readonly shift: number;
}

export const TOP: Scroll = { top: 0, shift: 0 };

export function elementHeight({ content }: Extent): number {
  return Math.min(content, ELEMENT_MAX);
}

/** The maximum scroll position of the content. */
export function contentEnd({ content, view }: Extent): number {
  return Math.max(0, content - view);
}

function elementEnd(extent: Extent): number {
  return Math.max(0, elementHeight(extent) - extent.view);
}

/** Converts a scrollbar position to a content position. */
export function toContent(top: number, extent: Extent): number {
  const contents = contentEnd(extent);
  const elements = elementEnd(extent);
  if (top <= EDGE || contents === elements) return clamp(top, contents);
  if (top >= elements - EDGE) return clamp(contents - (elements - top), contents);
  return EDGE + (top - EDGE) * ((contents - 2 * EDGE) / (elements - 2 * EDGE));
}

/** Converts a content position to a scrollbar position. */
export function toElement(place: number, extent: Extent): number {
  const contents = contentEnd(extent);
  const elements = elementEnd(extent);
  if (place <= EDGE || contents === elements) return clamp(place, elements);
  if (place >= contents - EDGE) return clamp(elements - (contents - place), elements);
  return EDGE + (place - EDGE) * ((elements - 2 * EDGE) / (contents - 2 * EDGE));
}

/** Returns the scroll state at a content position, with the matching scrollbar. */
export function scrolledTo(place: number, extent: Extent): Scroll {
  const inside = clamp(place, contentEnd(extent));
  const top = Math.round(toElement(inside, extent));
  return { top, shift: inside - top };
}

/** Start of the visible part. */
export function placeOf({ top, shift }: Scroll, extent: Extent): number {
  return clamp(top + shift, contentEnd(extent));
}

/** Whether a movement came from dragging the scrollbar. Wheel and touch move less at a time. */
export function isJump(by: number, { view }: Extent): boolean {
  return Math.abs(by) > 2 * view;
}

/**
 * Updates the state after the element was scrolled to `top`. At its ends it may not match the content, which
 * `scrolledTo` corrects.
 */
export function scrolled(before: Scroll, top: number, extent: Extent): Scroll {
  if (isJump(top - before.top, extent)) return { top, shift: toContent(top, extent) - top };
  const place = clamp(top + before.shift, contentEnd(extent));
  return { top, shift: place - top };
}

/** Whether the scrollbar has reached an end while content is left beyond it. */
export function isStuck(scroll: Scroll, extent: Extent): boolean {
  const place = placeOf(scroll, extent);
  if (scroll.top <= 0) return place > 0;
  return scroll.top >= elementEnd(extent) && place < contentEnd(extent);
}

function clamp(value: number, max: number): number {
  return Math.min(max, Math.max(0, value));
}
