import { wordsOf } from './prompt.ts';
import type { Rgb } from './tone.ts';

/** An object to paint at a place. The rest of the picture is unchanged. */
export interface PlacedObject {
  readonly shape: 'ball' | 'square';
  /** sRGB, 0 to 1 per channel. */
  readonly color: Rgb;
  /** Its center, as shares of the picture's width and height. */
  readonly x: number;
  readonly y: number;
}

type Vocabulary<T> = readonly (readonly [words: string, meaning: T])[];

/** English and German, without accents. `*` ends a stem. */
const SHAPES: Vocabulary<PlacedObject['shape']> = [
  ['ball, balls, circle, disk, disc, sphere, kugel, kreis, scheibe', 'ball'],
  ['square, box, cube, block, quadrat, wurfel, wuerfel, kasten, viereck', 'square'],
];
const COLORS: Vocabulary<Rgb> = [
  ['red, rot*', [0.85, 0.1, 0.12]],
  ['green, grun*, gruen*', [0.1, 0.65, 0.2]],
  ['blue, blau*', [0.12, 0.25, 0.85]],
  ['yellow, gelb*', [0.95, 0.85, 0.1]],
  ['orange, oranger', [0.95, 0.5, 0.05]],
  ['purple, violet, violett*, lila', [0.5, 0.15, 0.7]],
  ['pink, rosa', [0.95, 0.5, 0.7]],
  ['brown, braun*', [0.45, 0.28, 0.12]],
  ['black, schwarz*', [0.06, 0.06, 0.06]],
  ['white, weiss*', [0.95, 0.95, 0.95]],
  ['gray, grey, grau*', [0.5, 0.5, 0.5]],
];
const LEFT = 0.22;
const MIDDLE = 0.5;
const RIGHT = 0.78;
const ACROSS: Vocabulary<number> = [
  ['left, links, linke*', LEFT],
  ['right, rechts, rechte*', RIGHT],
];
const DOWN: Vocabulary<number> = [
  ['top, upper, oben, obere*', LEFT],
  ['bottom, lower, unten, untere*', RIGHT],
];
const CENTER: Vocabulary<number> = [['center, centre, middle, mitte, mittig*', MIDDLE]];

function find<T>(words: readonly string[], vocabulary: Vocabulary<T>): T | null {
  for (const word of words)
    for (const [patterns, meaning] of vocabulary)
      for (const pattern of patterns.split(', '))
        if (pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : word === pattern) return meaning;
  return null;
}

/**
 * Returns the object in a prompt such as "a red ball at the top right". Null unless it names both an object
 * and a place.
 */
export function placedObjectFor(prompt: string): PlacedObject | null {
  const words = wordsOf(prompt);
  const shape = find(words, SHAPES);
  const x = find(words, ACROSS);
  const y = find(words, DOWN);
  if (!shape || (x === null && y === null && find(words, CENTER) === null)) return null;
  return { shape, color: find(words, COLORS) ?? [0.85, 0.1, 0.12], x: x ?? MIDDLE, y: y ?? MIDDLE };
}
