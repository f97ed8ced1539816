import type { Point } from '@shared/geometry.ts';

const ONE_OVER_2_32 = 1 / 4_294_967_296;

/** A seeded random stream. The same seed and salt give the same stream on every machine. */
export interface Random {
  /** 0 (inclusive) to 1 (exclusive). */
  next(): number;
  between(from: number, to: number): number;
  /** An integer from 0 to `count - 1`. */
  int(count: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  sign(): 1 | -1;
  /** A unit direction. Uses rejection sampling, because the last bits of a sine differ between machines. */
  direction(): Point;
}

function hash(seed: number, salt: string): number {
  let h = seed | 0;
  for (let i = 0; i < salt.length; i++) h = Math.imul(h ^ salt.charCodeAt(i), 0x01000193);
  return h;
}

/** One word of splitmix32 output, and the next state. */
function splitmix(state: number): number {
  let z = state | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}

/** Creates an sfc32 generator. `salt` separates the streams of several users of one seed. */
export function createRandom(seed: number, salt: string): Random {
  const start = hash(seed, salt);
  let a = splitmix(start + 0x9e3779b9);
  let b = splitmix(start + 0x3c6ef372);
  let c = splitmix(start + 0xdaa66d2b);
  let counter = 1;

  function next(): number {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) * ONE_OVER_2_32;
  }
  for (let i = 0; i < 12; i++) next();

  return {
    next,
    between: (from, to) => from + (to - from) * next(),
    int: (count) => Math.floor(next() * count),
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
    sign: () => (next() < 0.5 ? -1 : 1),
    direction() {
      for (;;) {
        const x = next() * 2 - 1;
        const y = next() * 2 - 1;
        const squared = x * x + y * y;
        if (squared > 0.01 && squared <= 1) {
          const length = Math.sqrt(squared);
          return { x: x / length, y: y / length };
        }
      }
    },
  };
}
