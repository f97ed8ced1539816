type Vector = readonly [number, number, number];
type Matrix = readonly [Vector, Vector, Vector];

/** D65 white, and the D50 white of profiles, as XYZ. */
const D65: Vector = [0.9504559, 1, 1.0890578];
const D50: Vector = [0.9642, 1, 0.8249];
/** From D65 to D50 (Bradford). */
const ADAPT: Matrix = [
  [1.0478112, 0.0228866, -0.050127],
  [0.0295424, 0.9904844, -0.0170491],
  [-0.0092345, 0.0150436, 0.7521316],
];
const CURVE_POINTS = 4096;
const HEADER_BYTES = 128;

/**
 * Returns an ICC profile (version 2, matrix and curve) for primaries (x and y of red, green and blue, D65
 * white) and a transfer function from value to light, both 0 to 1.
 */
export function rgbProfile(
  [rx, ry, gx, gy, bx, by]: readonly [number, number, number, number, number, number],
  curve: (value: number) => number,
): Uint8Array<ArrayBuffer> {
  const columns = [xyz(rx, ry), xyz(gx, gy), xyz(bx, by)] as const;
  const [red, green, blue] = columns;
  const [r, g, b] = solve(columns, D65);
  const colorants: readonly [string, Vector][] = [
    ['rXYZ', times(ADAPT, scaled(red, r))],
    ['gXYZ', times(ADAPT, scaled(green, g))],
    ['bXYZ', times(ADAPT, scaled(blue, b))],
  ];
  const trc = curveTag(curve);
  const tags: [string, Uint8Array][] = [
    ['desc', descTag()],
    ['wtpt', xyzTag(D50)],
    ...colorants.map(([name, vector]): [string, Uint8Array] => [name, xyzTag(vector)]),
    ['rTRC', trc],
    ['gTRC', trc],
    ['bTRC', trc],
  ];
  return assemble(tags);
}

function xyz(x: number, y: number): Vector {
  return [x / y, 1, (1 - x - y) / y];
}

function scaled([x, y, z]: Vector, factor: number): Vector {
  return [x * factor, y * factor, z * factor];
}

function times([x, y, z]: Matrix, v: Vector): Vector {
  return [dot(x, v), dot(y, v), dot(z, v)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Solves for the weight of each column that yields the goal (Cramer's rule). */
function solve(columns: readonly [Vector, Vector, Vector], goal: Vector): Vector {
  const [a, b, c] = columns;
  const whole = determinant(a, b, c);
  return [determinant(goal, b, c) / whole, determinant(a, goal, c) / whole, determinant(a, b, goal) / whole];
}

function determinant(a: Vector, b: Vector, c: Vector): number {
  return (
    a[0] * (b[1] * c[2] - b[2] * c[1]) -
    b[0] * (a[1] * c[2] - a[2] * c[1]) +
    c[0] * (a[1] * b[2] - a[2] * b[1])
  );
}

function tagOf(type: string, length: number): { tag: Uint8Array; view: DataView } {
  const tag = new Uint8Array(length);
  tag.set(new TextEncoder().encode(type));
  return { tag, view: new DataView(tag.buffer) };
}

function xyzTag(vector: Vector): Uint8Array {
  const { tag, view } = tagOf('XYZ ', 20);
  for (const [i, value] of vector.entries()) view.setInt32(8 + 4 * i, Math.round(value * 65_536));
  return tag;
}

function curveTag(curve: (value: number) => number): Uint8Array {
  const { tag, view } = tagOf('curv', 12 + 2 * CURVE_POINTS);
  view.setUint32(8, CURVE_POINTS);
  for (let i = 0; i < CURVE_POINTS; i++)
    view.setUint16(12 + 2 * i, Math.round(65_535 * curve(i / (CURVE_POINTS - 1))));
  return tag;
}

function descTag(): Uint8Array {
  const { tag, view } = tagOf('desc', 12 + 4 + 78);
  view.setUint32(8, 4);
  tag.set(new TextEncoder().encode('RGB'), 12);
  return tag;
}

function assemble(tags: readonly [string, Uint8Array][]): Uint8Array<ArrayBuffer> {
  const table = HEADER_BYTES + 4 + 12 * tags.length;
  const total = tags.reduce((sum, [, tag]) => sum + tag.length + (-tag.length & 3), table);
  const profile = new Uint8Array(total);
  const view = new DataView(profile.buffer);
  const text = (at: number, words: string) => profile.set(new TextEncoder().encode(words), at);
  view.setUint32(0, total);
  view.setUint32(8, 0x02400000);
  text(12, 'mntrRGB XYZ ');
  text(36, 'acsp');
  for (const [i, value] of D50.entries()) view.setInt32(68 + 4 * i, Math.round(value * 65_536));
  view.setUint32(HEADER_BYTES, tags.length);
  let at = table;
  for (const [i, [name, tag]] of tags.entries()) {
    const entry = HEADER_BYTES + 4 + 12 * i;
    text(entry, name);
    view.setUint32(entry + 4, at);
    view.setUint32(entry + 8, tag.length);
    profile.set(tag, at);
    at += tag.length + (-tag.length & 3);
  }
  return profile;
}
