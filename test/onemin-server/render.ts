import sharp, { type Sharp } from 'sharp';
import { type Displacement, displacedResult } from './displace.ts';
import type { PromptObject } from './schema.ts';

/** How far a repeated edit differs from the first: hosted models don't promise the same pixels. */
export type Drift = 'none' | 'near' | 'drifted' | 'different';

const MIME = { webp: 'image/webp', jpg: 'image/jpeg', png: 'image/png' } as const;

/** Size of the result in pixels: the requested aspect ratio and megapixels. */
function resultSize(source: { width: number; height: number }, prompt: PromptObject) {
  const [across = 1, down = 1] =
    prompt.aspect_ratio === 'match_input_image'
      ? [source.width, source.height]
      : prompt.aspect_ratio.split(':').map(Number);
  const pixels = Number(prompt.megapixels) * 1024 * 1024;
  const height = Math.sqrt((pixels * down) / across);
  const even = (length: number) => Math.max(16, Math.round(length / 16) * 16);
  return { width: even((height * across) / down), height: even(height) };
}

/** Modifies `pixels` (RGB) in place, differently each time. */
function stray(pixels: Buffer, width: number, drift: Drift): void {
  const height = pixels.length / 3 / width;
  if (drift === 'near') {
    // A patch of a twentieth of the picture.
    const side = Math.floor(Math.sqrt((width * height) / 20));
    const shift = 20 + Math.floor(Math.random() * 20);
    for (let y = 0; y < Math.min(side, height); y += 1) {
      for (let at = y * width * 3; at < (y * width + Math.min(side, width)) * 3; at += 1) {
        pixels[at] = ((pixels[at] ?? 0) + shift) % 256;
      }
    }
  }
  if (drift === 'drifted') {
    for (let at = 0; at < pixels.length; at += 3) {
      const noise = Math.round((Math.random() - 0.5) * 28);
      for (let channel = at; channel < at + 3; channel += 1)
        pixels[channel] = Math.max(0, Math.min(255, (pixels[channel] ?? 0) + noise));
    }
  }
  if (drift === 'different') {
    for (let at = 0; at < pixels.length; at += 1) pixels[at] = Math.floor(Math.random() * 256);
  }
}

/** Renders a real edited picture: the same request and seed give the same bytes unless `drift` is set. */
export async function renderEdit(
  source: Buffer,
  prompt: PromptObject,
  drift: Drift,
  displacement: Displacement | null = null,
): Promise<{ bytes: Buffer; mime: string }> {
  const upright = sharp(source, { limitInputPixels: 100_000_000 }).rotate();
  const meta = await sharp(source).metadata();
  const turned = (meta.orientation ?? 1) >= 5;
  const size = resultSize(
    { width: turned ? meta.height : meta.width, height: turned ? meta.width : meta.height },
    prompt,
  );
  const seed = prompt.seed ?? Math.floor(Math.random() * 2_147_483_647);
  const strength = prompt.prompt_strength;
  if (displacement) {
    const sent = await upright
      .flatten({ background: '#ffffff' })
      .toColorspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const block = {
      width: sent.info.width,
      height: sent.info.height,
      data: new Uint8ClampedArray(sent.data),
    };
    const made = displacedResult(displacement, { prompt: prompt.prompt, seed, strength }, block, size);
    const raw = { width: size.width, height: size.height, channels: 4 as const };
    const plain = sharp(Buffer.from(made.data.buffer), { raw }).removeAlpha();
    const { quality } = displacement;
    return encode(quality === null ? plain : sharp(await plain.jpeg({ quality }).toBuffer()), prompt);
  }
  const { data, info } = await upright
    .resize(size.width, size.height, { fit: 'cover' })
    .flatten({ background: '#ffffff' })
    .modulate({
      hue: (seed * 47) % 360,
      saturation: 1 + (strength * prompt.guidance) / 10,
      brightness: 1 + prompt.num_inference_steps / 500,
    })
    .removeAlpha()
    .toColorspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  stray(data, info.width, prompt.go_fast && drift === 'none' ? 'near' : drift);
  return encode(sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } }), prompt);
}

async function encode(picture: Sharp, prompt: PromptObject): Promise<{ bytes: Buffer; mime: string }> {
  const quality = Math.max(1, Math.round(prompt.output_quality));
  const format = prompt.output_format;
  if (format === 'png') picture.png({ compressionLevel: 3 });
  else if (format === 'jpg') picture.jpeg({ quality });
  else picture.webp({ quality, effort: 0 });
  return { bytes: await picture.toBuffer(), mime: MIME[format] };
}
