import type { WideSpace } from '@shared/domain/picture-note.ts';

const HEADER_BYTES = 128;
/** XYZ of a profile's red, green and blue under D50. */
export type Primaries = readonly [red: Vector, green: Vector, blue: Vector];
type Vector = readonly [number, number, number];

const TAGS = ['rXYZ', 'gXYZ', 'bXYZ'] as const;
/** As in the profiles of these spaces. */
export const PRIMARIES: Readonly<Record<Exclude<WideSpace, 'other'>, Primaries>> = {
  'adobe-rgb': [
    [0.6097, 0.3111, 0.0195],
    [0.2053, 0.6257, 0.0609],
    [0.1492, 0.0632, 0.7446],
  ],
  'display-p3': [
    [0.5151, 0.2412, -0.0011],
    [0.292, 0.6922, 0.0419],
    [0.1571, 0.0666, 0.7841],
  ],
  prophoto: [
    [0.7977, 0.288, 0],
    [0.1352, 0.7119, 0],
    [0.0313, 0.0001, 0.8249],
  ],
  'rec-2020': [
    [0.6734, 0.279, -0.0019],
    [0.1656, 0.6753, 0.03],
    [0.1251, 0.0457, 0.7969],
  ],
};
const SRGB: Primaries = [
  [0.4361, 0.2225, 0.0139],
  [0.3851, 0.7169, 0.0971],
  [0.1431, 0.0606, 0.7141],
];
const TOLERANCE = 0.003;
/** A space whose triangle of colors is larger than that of sRGB by this factor loses colors in sRGB. */
const LEAST_GAIN = 1.05;

export function hasPrimaries(profile: Uint8Array, wanted: Primaries): boolean {
  const found = primariesOf(profile);
  return found !== null && isNear(found, wanted);
}

/** Returns the color space of an RGB profile with more colors than sRGB. Null for any other profile. */
export function wideSpaceOf(profile: Uint8Array): WideSpace | null {
  const found = primariesOf(profile);
  if (!found || areaOf(found) <= LEAST_GAIN * areaOf(SRGB)) return null;
  const spaces = Object.keys(PRIMARIES) as (keyof typeof PRIMARIES)[];
  return spaces.find((space) => isNear(found, PRIMARIES[space])) ?? 'other';
}

function isNear(one: Primaries, other: Primaries): boolean {
  return one.every((vector, color) =>
    vector.every((value, axis) => Math.abs(value - (other[color]?.[axis] ?? 0)) <= TOLERANCE),
  );
}

/** Area of the triangle of the primaries' chromaticities, twice over. */
function areaOf(primaries: Primaries): number {
  const [[rx, ry], [gx, gy], [bx, by]] = primaries.map(([x, y, z]) => {
    const sum = x + y + z;
    return [x / sum, y / sum] as const;
  }) as [Point, Point, Point];
  return Math.abs((gx - rx) * (by - ry) - (bx - rx) * (gy - ry));
}

type Point = readonly [x: number, y: number];

/** Returns the primaries of an RGB profile by matrix. Null for any other, or a damaged one. */
function primariesOf(profile: Uint8Array): Primaries | null {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  if (profile.length < HEADER_BYTES + 4 || textAt(profile, 16, 4) !== 'RGB ') return null;
  const tags = new Map<string, number>();
  for (let i = 0; i < view.getUint32(HEADER_BYTES); i++) {
    const entry = HEADER_BYTES + 4 + 12 * i;
    if (entry + 12 > profile.length) return null;
    tags.set(textAt(profile, entry, 4), view.getUint32(entry + 4));
  }
  const vectors = TAGS.map((tag): Vector | null => {
    const at = tags.get(tag);
    if (at === undefined || at + 20 > profile.length) return null;
    const value = (axis: number) => view.getInt32(at + 8 + 4 * axis) / 65_536;
    return [value(0), value(1), value(2)];
  });
  const [red, green, blue] = vectors;
  return red && green && blue ? [red, green, blue] : null;
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
