import sharp from 'sharp';

/** Sizes of the hicolor theme that menus and docks ask for, in pixels. */
export const ICON_SIZES = [16, 22, 24, 32, 48, 64, 128, 256, 512] as const;
const ICO_SIZES = [16, 24, 32, 48, 64, 256] as const;
/** Apple's type for each size. Retina sizes have their own. */
const ICNS_TYPES = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
] as const;

/** Below this size (px), the lines of the large drawing are thinner than a pixel. */
const LARGE_FROM = 48;
const SVG_DPI = 72;

/** Renders the app's drawing as a PNG of `size` pixels, from the group "small" or "large". */
export async function renderIcon(svg: string, size: number): Promise<Buffer> {
  const width = Number(/width="(\d+)"/.exec(svg)?.[1]);
  const density = (SVG_DPI * size) / width;
  return sharp(Buffer.from(size < LARGE_FROM ? showSmall(svg) : svg), { density: Math.max(1, density * 2) })
    .resize(size, size)
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toBuffer();
}

function showSmall(svg: string): string {
  const swapped = svg
    .replace('<g id="large">', '<g id="large" display="none">')
    .replace('<g id="small" display="none">', '<g id="small">');
  if (swapped.length !== svg.length) throw new Error('the drawing has no groups "large" and "small"');
  return swapped;
}

/** Renders every icon file. Keys are paths in `resources`. */
export async function renderIcons(svg: string): Promise<Map<string, Buffer>> {
  const bySize = new Map<number, Buffer>();
  const render = async (size: number): Promise<Buffer> => {
    const png = bySize.get(size) ?? (await renderIcon(svg, size));
    bySize.set(size, png);
    return png;
  };
  const files = new Map<string, Buffer>([['icon.png', await render(1024)]]);
  for (const size of ICON_SIZES) files.set(`icons/${size}x${size}.png`, await render(size));
  files.set('icon.ico', await ico(render));
  files.set('icon.icns', await icns(render));
  return files;
}

type Render = (size: number) => Promise<Buffer>;

/** A Windows icon: a table of sizes, followed by the PNGs. */
async function ico(render: Render): Promise<Buffer> {
  const images = await Promise.all(ICO_SIZES.map(render));
  const table = Buffer.alloc(6 + 16 * images.length);
  table.writeUInt16LE(1, 2);
  table.writeUInt16LE(images.length, 4);
  let offset = table.length;
  for (const [index, image] of images.entries()) {
    const at = 6 + 16 * index;
    // 256 doesn't fit into the byte and is written as 0.
    table.writeUInt8((ICO_SIZES[index] as number) % 256, at);
    table.writeUInt8((ICO_SIZES[index] as number) % 256, at + 1);
    table.writeUInt16LE(1, at + 4);
    table.writeUInt16LE(32, at + 6);
    table.writeUInt32LE(image.length, at + 8);
    table.writeUInt32LE(offset, at + 12);
    offset += image.length;
  }
  return Buffer.concat([table, ...images]);
}

/** An Apple icon: chunks of a type, a length, and a PNG. */
async function icns(render: Render): Promise<Buffer> {
  const chunks = await Promise.all(ICNS_TYPES.map(async ([type, size]) => chunk(type, await render(size))));
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(8 + data.length, 4);
  return Buffer.concat([head, data]);
}
