import {
  instantiate,
  type Lcms,
  TYPE_CMYK_8,
  TYPE_CMYK_16,
  TYPE_GRAY_8,
  TYPE_GRAY_16,
  TYPE_RGB_8,
  TYPE_RGB_16,
} from 'lcms-wasm';
import address from 'lcms-wasm/dist/lcms.wasm?url';

/** Color model of pixel values. */
export type Inks = 'GRAY' | 'RGB' | 'CMYK';
export const CHANNELS: Readonly<Record<Inks, number>> = { GRAY: 1, RGB: 3, CMYK: 4 };

const FORMATS: Readonly<Record<Inks, readonly [eight: number, sixteen: number]>> = {
  GRAY: [TYPE_GRAY_8, TYPE_GRAY_16],
  RGB: [TYPE_RGB_8, TYPE_RGB_16],
  CMYK: [TYPE_CMYK_8, TYPE_CMYK_16],
};
const PERCEPTUAL = 0;
/** Profiles for printing presses have 1 to 3 MB. */
const PROFILE_MAX_BYTES = 4 * 1024 * 1024;
/** Pixels converted at a time. */
const BAND = 1_000_000;

let loading: Promise<Lcms> | null = null;

function load(): Promise<Lcms> {
  loading ??= instantiate({ locateFile: () => address });
  return loading;
}

/** Converts interleaved samples into 8-bit RGB in sRGB. Close it after use. */
export interface Converter {
  toRgb(samples: Uint8Array | Uint16Array, pixels: number): Uint8Array<ArrayBuffer>;
  close(): void;
}

/** Returns a converter for an ICC profile. Null if the profile is invalid or for another color model. */
export async function converterBy(
  profile: Uint8Array,
  inks: Inks,
  sixteen: boolean,
): Promise<Converter | null> {
  if (profile.length < 132 || profile.length > PROFILE_MAX_BYTES) return null;
  const lcms = await load();
  const from = lcms.cmsOpenProfileFromMem(profile, profile.length);
  if (!from) return null;
  const to = lcms.cmsCreate_sRGBProfile();
  try {
    if (lcms.cmsGetColorSpaceASCII(from) !== inks) return null;
    const format = FORMATS[inks][sixteen ? 1 : 0];
    const transform = lcms.cmsCreateTransform(from, format, to, TYPE_RGB_8, PERCEPTUAL, 0);
    if (!transform) return null;
    return {
      toRgb: (samples, pixels) => lcms.cmsDoTransform(transform, samples, pixels),
      close: () => lcms.cmsDeleteTransform(transform),
    };
  } finally {
    lcms.cmsCloseProfile(from);
    lcms.cmsCloseProfile(to);
  }
}

/** Converts 8-bit RGBA samples from a profile to sRGB, in place. An invalid profile changes nothing. */
export async function toSrgb(rgba: Uint8ClampedArray, profile: Uint8Array): Promise<void> {
  const converter = await converterBy(profile, 'RGB', false);
  if (!converter) return;
  try {
    const pixels = rgba.length / 4;
    const rgb = new Uint8Array(3 * Math.min(BAND, pixels));
    for (let first = 0; first < pixels; first += BAND) {
      const count = Math.min(BAND, pixels - first);
      for (let i = 0, at = first * 4; i < count * 3; i += 3, at += 4) {
        rgb[i] = rgba[at] as number;
        rgb[i + 1] = rgba[at + 1] as number;
        rgb[i + 2] = rgba[at + 2] as number;
      }
      const light = converter.toRgb(rgb.subarray(0, count * 3), count);
      for (let i = 0, at = first * 4; i < count * 3; i += 3, at += 4) {
        rgba[at] = light[i] as number;
        rgba[at + 1] = light[i + 1] as number;
        rgba[at + 2] = light[i + 2] as number;
      }
    }
  } finally {
    converter.close();
  }
}
