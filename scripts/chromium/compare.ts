import sharp from 'sharp';

/** Difference of a channel, of 255, above which a pixel differs. Smoothing of text stays below. */
const CHANNEL = 64;

/** Share of the pixels of two screenshots that differ visibly. 1 if their sizes differ. */
export async function shareThatDiffers(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map((png) => sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })),
  );
  if (!a || !b || a.info.width !== b.info.width || a.info.height !== b.info.height) return 1;
  let differing = 0;
  for (let at = 0; at < a.data.length; at += 3)
    if ([0, 1, 2].some((c) => Math.abs((a.data[at + c] ?? 0) - (b.data[at + c] ?? 0)) > CHANNEL))
      differing += 1;
  return differing / (a.data.length / 3);
}
