/** How several pictures are shown, by their index. */
export type Arrangement =
  /** One of them. The others are ready below it. */
  | { readonly kind: 'stack'; readonly top: number }
  /** The first and the second alternately. */
  | { readonly kind: 'blink' }
  /** The first and the second with a slider. */
  | { readonly kind: 'split' }
  /** All of them side by side. */
  | { readonly kind: 'cells' };

/**
 * Returns the picture that covers the frame, or null if more than one is visible. `blinked`: the one a blink
 * currently shows.
 */
export function topOf(arrangement: Arrangement, peeked: number | null, blinked: number): number | null {
  switch (arrangement.kind) {
    case 'cells':
      return null;
    case 'split':
      return peeked;
    case 'blink':
      return peeked ?? blinked;
    case 'stack':
      return peeked ?? arrangement.top;
  }
}
