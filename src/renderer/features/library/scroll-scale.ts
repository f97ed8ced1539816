/*
 * Chromium draws no element taller than 33,554,428 px; a million pictures need more. So the element that is scrolled is shorter than
 * what it stands for. Near both ends a pixel is a pixel; between, one pixel of the element stands for several of the content. A wheel
 * or a finger moves the content by what it says all the same: only the way by the scrollbar is scaled. All in CSS pixels.
 * @tanstack/react-virtual has no such scale: with it the last rows could not be reached.
 */

/** Tallest element: far from the cap, and where scroll positions still have halves of a pixel. */
export const ELEMENT_MAX = 8_000_000;
/** How much at each end is not scaled. */
const EDGE = 100_000;

export interface Extent {
  /** Height of all rows. */
  readonly content: number;
  /** Height of what is seen of them. */
  readonly view: number;
}

/** Where the element is scrolled to; what is in sight begins at `top + shift` of the content. */
export interface Scroll {
  readonly top: number;
  readonly shift: number;
}

export const TOP: Scroll = { top: 0, shift: 0 };

export function elementHeight({ content }: Extent): number {
  return Math.min(content, ELEMENT_MAX);
}

/** The last place that content can be scrolled to. */
export function contentEnd({ content, view }: Extent): number {
  return Math.max(0, content - view);
}

function elementEnd(extent: Extent): number {
  return Math.max(0, elementHeight(extent) - extent.view);
}

/** Which place of the content a place of the scrollbar stands for. */
export function toContent(top: number, extent: Extent): number {
  const contents = contentEnd(extent);
  const elements = elementEnd(extent);
  if (top <= EDGE || contents === elements) return clamp(top, contents);
  if (top >= elements - EDGE) return clamp(contents - (elements - top), contents);
  return EDGE + (top - EDGE) * ((contents - 2 * EDGE) / (elements - 2 * EDGE));
}

/** Where the scrollbar has to be for a place of the content. */
export function toElement(place: number, extent: Extent): number {
  const contents = contentEnd(extent);
  const elements = elementEnd(extent);
  if (place <= EDGE || contents === elements) return clamp(place, elements);
  if (place >= contents - EDGE) return clamp(elements - (contents - place), elements);
  return EDGE + (place - EDGE) * ((elements - 2 * EDGE) / (contents - 2 * EDGE));
}

/** Scrolled to a place of the content, with the scrollbar where it belongs. */
export function scrolledTo(place: number, extent: Extent): Scroll {
  const inside = clamp(place, contentEnd(extent));
  const top = Math.round(toElement(inside, extent));
  return { top, shift: inside - top };
}

/** What is in sight begins here. */
export function placeOf({ top, shift }: Scroll, extent: Extent): number {
  return clamp(top + shift, contentEnd(extent));
}

/** Whether a movement of the scrollbar is one of the scrollbar itself; a wheel or a finger moves less at a time. */
export function isJump(by: number, { view }: Extent): boolean {
  return Math.abs(by) > 2 * view;
}

/** The element was scrolled to `top`, by whatever means. At its ends it may be at none of the content: `scrolledTo` mends that. */
export function scrolled(before: Scroll, top: number, extent: Extent): Scroll {
  if (isJump(top - before.top, extent)) return { top, shift: toContent(top, extent) - top };
  const place = clamp(top + before.shift, contentEnd(extent));
  return { top, shift: place - top };
}

/** Whether the scrollbar is so far from where it belongs that it cannot go on: at an end, with content left beyond. */
export function isStuck(scroll: Scroll, extent: Extent): boolean {
  const place = placeOf(scroll, extent);
  if (scroll.top <= 0) return place > 0;
  return scroll.top >= elementEnd(extent) && place < contentEnd(extent);
}

function clamp(value: number, max: number): number {
  return Math.min(max, Math.max(0, value));
}
