import { pngProfile } from './png-profile.ts';
import { toEncoded } from './srgb-curve.ts';

/** Grayscale PNG types, without and with alpha. */
const GRAY_TYPES = [0, 4];
const COLOR_TYPE_AT = 25;
const HEADER_BYTES = 128;

/**
 * Returns the sRGB value of each shade of a gray PNG with its own profile. Null for every other picture, and
 * if the profile isn't a curve. Browsers apply the profile of a gray JPEG, but not of a gray PNG.
 */
export async function shadesByProfile(png: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  if (!GRAY_TYPES.includes(png[COLOR_TYPE_AT] ?? -1)) return null;
  const profile = await pngProfile(png).catch(() => null);
  return profile && shadesOf(profile);
}

/**
 * Returns the sRGB shades of a gray profile: its curve gives light, which is encoded as sRGB. Null if it has
 * no readable curve.
 */
export function shadesOf(profile: Uint8Array): Uint8Array | null {
  try {
    const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
    if (textAt(view, 16) !== 'GRAY') return null;
    const curve = curveAt(view, tagAt(view, 'kTRC'));
    const shades = Uint8Array.from({ length: 256 }, (_, shade) =>
      Math.round(255 * toSrgb(curve(shade / 255))),
    );
    return shades.every((to, from) => to === from) ? null : shades;
  } catch {
    return null;
  }
}

function textAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}

function tagAt(view: DataView, name: string): number {
  const count = view.getUint32(HEADER_BYTES);
  for (let i = 0; i < count; i++) {
    const entry = HEADER_BYTES + 4 + 12 * i;
    if (textAt(view, entry) === name) return view.getUint32(entry + 4);
  }
  throw new RangeError(`No ${name}.`);
}

/** Returns the light of a shade, both 0 to 1. */
function curveAt(view: DataView, at: number): (shade: number) => number {
  switch (textAt(view, at)) {
    case 'curv':
      return sampled(view, at);
    case 'para':
      return parametric(view, at);
    default:
      throw new RangeError('No curve.');
  }
}

function sampled(view: DataView, at: number): (shade: number) => number {
  const count = view.getUint32(at + 8);
  const sample = (i: number) => view.getUint16(at + 12 + 2 * i);
  if (count === 0) return (shade) => shade;
  if (count === 1) {
    const gamma = sample(0) / 256;
    return (shade) => shade ** gamma;
  }
  return (shade) => {
    const place = shade * (count - 1);
    const below = Math.floor(place);
    const low = sample(below);
    return (low + (place - below) * (sample(Math.min(below + 1, count - 1)) - low)) / 65_535;
  };
}

/** Number of parameters of each formula type (ICC.1:2022, 10.18). */
const NUMBERS = [1, 3, 4, 5, 7];

function parametric(view: DataView, at: number): (shade: number) => number {
  const kind = view.getUint16(at + 8);
  const count = NUMBERS[kind];
  if (count === undefined) throw new RangeError('No such formula.');
  const numbers = Array.from({ length: count }, (_, i) => view.getInt32(at + 12 + 4 * i) / 65_536);
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
  const power = (shade: number) => Math.max(0, a * shade + b) ** g;
  switch (kind) {
    case 0:
      return (shade) => shade ** g;
    case 1:
      return (shade) => (shade >= -b / a ? power(shade) : 0);
    case 2:
      return (shade) => (shade >= -b / a ? power(shade) + c : c);
    case 3:
      return (shade) => (shade >= d ? power(shade) : c * shade);
    default:
      return (shade) => (shade >= d ? power(shade) + e : c * shade + f);
  }
}

function toSrgb(light: number): number {
  return toEncoded(Math.min(1, Math.max(0, light)));
}
