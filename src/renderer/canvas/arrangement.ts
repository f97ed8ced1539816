/** How pictures are shown together, by their places in the list. */
export type Arrangement =
  /** One of them; the others lie ready below it. */
  | { readonly kind: 'stack'; readonly top: number }
  /** The first and the second in turn. */
  | { readonly kind: 'blink' }
  /** The first and the second, with a slider between them. */
  | { readonly kind: 'split' }
  /** All of them, beside each other. */
  | { readonly kind: 'cells' };

/** Which picture covers the frame; null when more than one is seen. `blinked`: which one a blink shows now. */
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
