import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { startBareApp } from '../../scripts/lib/bare-app.ts';
import { type BenchRow, median, ratioRow } from '../../scripts/lib/bench.ts';
import { inProject } from '../../scripts/lib/project.ts';
import { THUMB_SIZES } from '../../src/shared/domain/image.ts';
import { dropOnBareWindow } from '../e2e/support/drop-files.ts';
import { timedWait } from './timed.ts';

const FILES = 1_000;
const ROUNDS = 3;
const EVERYTHING = "{ place: 'library', search: '', filter: {}, sort: 'time', reversed: false }";
const TOTAL = `reseed.library.slice({ query: ${EVERYTHING}, from: 0, count: 1 }).then(({ value }) => value.total)`;

/**
 * Importing mixed files, compared with a loop of sharp in plain Node that reads each of them and writes its
 * thumbnail. The app also hashes, stores and syncs them, so the ratio is below one. Alternating, so that
 * noise affects both.
 */
export async function run(rounds = ROUNDS, count = FILES): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reseed-import-'));
  try {
    const files = await mixedFiles(join(folder, 'files'), count);
    const app: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      bare.push((count / (await timedWait(() => bareLoop(files, join(folder, `thumbs-${round}`))))) * 1000);
      app.push((count / (await timeImport(files, join(folder, `data-${round}`)))) * 1000);
    }
    const figure = { name: 'import.throughput', value: median(app), baseline: median(bare), unit: 'files/s' };
    return [ratioRow(figure, 'at least', 0.75, app)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** JPEG, PNG and WebP of 0.3 to 12 megapixels. Each file has its own comment, so that no two are equal. */
async function mixedFiles(folder: string, count: number): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const sizes = [
    [640, 480],
    [1280, 960],
    [1920, 1280],
    [4000, 3000],
  ] as const;
  const samples = ['chelsea.png', 'coffee.png', 'astronaut.png', 'rocket.jpg'];
  const encoded = await Promise.all(
    sizes.flatMap(([width, height], n) => {
      const picture = sharp(inProject('resources/samples', samples[n] as string)).resize(width, height, {
        fit: 'cover',
      });
      return [
        picture.clone().jpeg({ quality: 88 }).toBuffer(),
        // A PNG of 12 MP would be most of the work.
        (n < 3 ? picture.clone().png() : picture.clone().jpeg({ quality: 95 })).toBuffer(),
        picture.clone().webp({ quality: 85 }).toBuffer(),
      ];
    }),
  );
  return Array.from({ length: count }, (_, n) => {
    const bytes = withComment(encoded[n % encoded.length] as Buffer, `picture ${n}`);
    const path = join(folder, `picture-${String(n).padStart(4, '0')}.${endingOf(bytes)}`);
    writeFileSync(path, bytes);
    return path;
  });
}

const endingOf = (bytes: Buffer) =>
  bytes[0] === 0xff ? 'jpg' : bytes.toString('latin1', 1, 4) === 'PNG' ? 'png' : 'webp';

/** Adds a comment to a JPEG, PNG or WebP, in its own format. */
function withComment(bytes: Buffer, text: string): Buffer {
  const comment = Buffer.from(text.padEnd(16));
  switch (endingOf(bytes)) {
    case 'jpg': {
      const marker = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
      return Buffer.concat([bytes.subarray(0, 2), marker, comment, bytes.subarray(2)]);
    }
    case 'png': {
      // A private chunk before the end, which decoders skip.
      const chunk = Buffer.alloc(12 + comment.length);
      chunk.writeUInt32BE(comment.length, 0);
      chunk.write('reSd', 4, 'latin1');
      comment.copy(chunk, 8);
      chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + comment.length)), 8 + comment.length);
      return Buffer.concat([bytes.subarray(0, -12), chunk, bytes.subarray(-12)]);
    }
    default: {
      const chunk = Buffer.alloc(8 + comment.length);
      chunk.write('reSd', 0, 'latin1');
      chunk.writeUInt32LE(comment.length, 4);
      comment.copy(chunk, 8);
      const all = Buffer.concat([bytes, chunk]);
      all.writeUInt32LE(all.length - 8, 4);
      return all;
    }
  }
}

async function bareLoop(files: readonly string[], folder: string): Promise<void> {
  mkdirSync(folder);
  const [size] = THUMB_SIZES;
  for (const [n, file] of files.entries()) {
    const thumb = await sharp(await readFile(file))
      .rotate()
      .resize(size, size, { fit: 'inside' })
      .webp()
      .toBuffer();
    writeFileSync(join(folder, `${n}.webp`), thumb);
  }
}

/** Milliseconds from the drop until all files are in the library of a new app. */
async function timeImport(files: readonly string[], userData: string): Promise<number> {
  const app = await startBareApp({ userData });
  try {
    // The imaging window needs the moment it normally has before a drop.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    return await timedWait(async () => {
      await dropOnBareWindow(app.page, files);
      while ((await app.page.evaluate<number>(TOTAL)) < files.length)
        await new Promise((resolve) => setTimeout(resolve, 100));
    });
  } finally {
    await app.close();
  }
}
