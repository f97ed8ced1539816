import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { linkOf, type Prompt, type PromptNode } from './nodes.ts';

/** The nodes an output depends on, nearest first. */
function upstream(prompt: Prompt, from: string): PromptNode[] {
  const seen = new Set<string>();
  const order: PromptNode[] = [];
  const queue = [from];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const node = prompt[id];
    if (!node || seen.has(id)) continue;
    seen.add(id);
    order.push(node);
    for (const value of Object.values(node.inputs)) {
      const link = linkOf(value);
      if (link !== null) queue.push(link);
    }
  }
  return order;
}

function numberIn(nodes: readonly PromptNode[], ...names: readonly string[]): number | null {
  for (const { inputs } of nodes)
    for (const name of names) if (typeof inputs[name] === 'number') return inputs[name];
  return null;
}

/** What the prompt asks for, as this server understands it. */
export interface Plan {
  readonly seed: number;
  readonly steps: number;
  readonly source: Buffer | null;
  readonly mask: Buffer | null;
  readonly size: { readonly width: number; readonly height: number };
}

export function planOf(prompt: Prompt, output: string, uploads: ReadonlyMap<string, Buffer>): Plan {
  const nodes = upstream(prompt, output);
  const upload = (classType: string) => {
    const node = nodes.find(({ class_type }) => class_type === classType);
    return uploads.get(String(node?.inputs.image ?? '')) ?? null;
  };
  return {
    seed: numberIn(nodes, 'noise_seed', 'seed') ?? 0,
    steps: numberIn(nodes, 'steps') ?? 1,
    source: upload('LoadImage'),
    mask: upload('LoadImageMask'),
    size: { width: numberIn(nodes, 'width') ?? 256, height: numberIn(nodes, 'height') ?? 256 },
  };
}

/**
 * Renders a real picture: the source in another hue, by the seed. With a mask, only the pixels where the mask is
 * white change. The file carries the prompt in its text chunks, as ComfyUI's `SaveImage` writes it.
 */
export async function renderPng(plan: Plan, prompt: Prompt, extra: unknown): Promise<Buffer> {
  const { width, height } = plan.size;
  const source = plan.source
    ? sharp(plan.source).resize(width, height, { fit: 'fill' }).flatten({ background: '#ffffff' })
    : sharp({ create: { width, height, channels: 3, background: { r: plan.seed % 256, g: 120, b: 80 } } });
  const before = await source.removeAlpha().toColorspace('srgb').raw().toBuffer();
  const raw = { width, height, channels: 3 as const };
  const after = await sharp(before, { raw })
    .modulate({ hue: 40 + (plan.seed % 280) })
    .raw()
    .toBuffer();
  if (plan.mask) {
    const mask = await sharp(plan.mask).resize(width, height, { fit: 'fill' }).greyscale().raw().toBuffer();
    for (let at = 0; at < after.length; at += 1)
      if ((mask[Math.floor(at / 3)] ?? 0) < 128) after[at] = before[at] ?? 0;
  }
  const png = await sharp(after, { raw }).png({ compressionLevel: 3 }).toBuffer();
  return withText(png, { prompt: JSON.stringify(prompt), ...workflowOf(extra) });
}

function workflowOf(extra: unknown): Record<string, string> {
  const info = (extra as { extra_pnginfo?: Record<string, unknown> } | null)?.extra_pnginfo ?? {};
  return Object.fromEntries(Object.entries(info).map(([key, value]) => [key, JSON.stringify(value)]));
}

/** Adds text chunks after a PNG's header. */
export function withText(png: Buffer, texts: Readonly<Record<string, string>>): Buffer {
  const chunks = Object.entries(texts).map(([key, value]) => {
    const data = Buffer.concat([Buffer.from(`${key}\0`, 'latin1'), Buffer.from(value, 'latin1')]);
    const chunk = Buffer.alloc(12 + data.length);
    chunk.writeUInt32BE(data.length, 0);
    chunk.write('tEXt', 4, 'latin1');
    data.copy(chunk, 8);
    chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
    return chunk;
  });
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
}

/** A small picture for the previews. */
export function renderPreview(seed: number, step: number): Promise<Buffer> {
  const background = { r: (seed * 7 + step * 20) % 256, g: 100, b: 140 };
  return sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .jpeg()
    .toBuffer();
}
