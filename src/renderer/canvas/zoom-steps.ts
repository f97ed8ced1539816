/** Zoom steps of keys and buttons. 1 is one image pixel per device pixel. */
export const ZOOM_STEPS: readonly number[] = [
  0.05, 0.0833, 0.125, 0.1667, 0.25, 0.3333, 0.5, 0.6667, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32,
];

/** Ratios below this count as the same step: the difference is invisible. */
const SAME = 1.01;

/** Returns the next zoom in a direction, with fit as an additional step. At the end it stays. */
export function nextZoom(current: number, direction: 'in' | 'out', fit: number): number {
  const steps = [...ZOOM_STEPS, fit].sort((a, b) => a - b);
  if (direction === 'in') return steps.find((step) => step > current * SAME) ?? current;
  return steps.findLast((step) => step < current / SAME) ?? current;
}

/** "67%", "5%", "1200%". */
export function zoomText(zoom: number): string {
  return `${Math.round(zoom * 100)}%`;
}

/** Parses a typed zoom ("150", "150 %"), or returns null. */
export function parseZoom(text: string): number | null {
  const match = /^\s*(\d+(?:[.,]\d{1,2})?)\s*%?\s*$/.exec(text);
  if (!match?.[1]) return null;
  const percent = Number(match[1].replace(',', '.'));
  return percent > 0 ? percent / 100 : null;
}
