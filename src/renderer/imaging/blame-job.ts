import type { BlameJob, BlameShares } from '@shared/imaging.ts';
import { putOutput } from './api.ts';
import { decodeWhole } from './decode.ts';
import { DecodeError } from './decode-error.ts';
import { type Blame, type BlamedPicture, blamePicture } from './finish/blame.ts';
import { rowsOfImage } from './image-rows.ts';
import type { FromWorker } from './messages.ts';
import { forget, openInput, restartClock, runExclusive } from './open.ts';
import type { Picture } from './picture.ts';

/** Decodes the pictures in order, each with those it was made from: three at most in memory at a time. */
export function blame(job: BlameJob, say: (message: FromWorker) => void): Promise<BlameShares> {
  const { mimes, parents } = job;
  const lastUse = (step: number) => parents.findLastIndex((of) => of.includes(step));
  const decode = async (step: number): Promise<Picture> => {
    const mime = mimes[step];
    if (!mime) throw new Error(`There is no picture ${step}.`);
    const file = await openInput(job, step, mime);
    const picture = await decodeWhole(file.bytes, file.mime);
    forget(file);
    return picture;
  };
  return runExclusive(say, async () => {
    const maps = new Map<number, Blame>();
    // In a chain without merges, each picture is the next one's parent.
    const open = new Map<number, Picture>();
    const keepOnly = (steps: readonly number[]) => {
      for (const [step, picture] of open) {
        if (steps.includes(step)) continue;
        picture.close();
        open.delete(step);
      }
    };
    try {
      for (const step of mimes.keys()) {
        restartClock(say);
        const from = parents[step] ?? [];
        keepOnly(from);
        for (const one of [...from, step]) if (!open.has(one)) open.set(one, await decode(one));
        maps.set(step, mapOf(step, from, open, maps));
        for (const one of from) if (lastUse(one) === step) maps.delete(one);
        keepOnly([step]);
      }
    } finally {
      keepOnly([]);
    }
    restartClock(say);
    const map = maps.get(mimes.length - 1);
    if (!map) throw new Error('There is no picture.');
    await putOutput(job.id, 'map', new Blob([map.encode().slice()]));
    return { width: map.width, height: map.height, shares: [...map.shares()] };
  });
}

function mapOf(
  step: number,
  from: readonly number[],
  open: ReadonlyMap<number, Picture>,
  maps: ReadonlyMap<number, Blame>,
): Blame {
  const pictures = [...from, step].map((one) => {
    const picture = open.get(one);
    if (!picture) throw new Error(`Picture ${one} is not open.`);
    return picture;
  });
  const [first] = pictures;
  if (pictures.some(({ full }) => full.width !== first?.full.width || full.height !== first.full.height))
    throw new DecodeError('finish-failed', 'The pictures differ in size.', { reason: 'sizes-differ' });
  const rows = pictures.map(({ image }) => rowsOfImage(image));
  try {
    const blamed = from.map((one, at): BlamedPicture => {
      const map = maps.get(one);
      const own = rows[at];
      if (!map || !own) throw new Error(`Picture ${one} comes after picture ${step}.`);
      return { map, rows: own };
    });
    const picture = rows[from.length];
    if (!picture) throw new Error('unreachable');
    return blamePicture(picture, step, blamed);
  } finally {
    for (const { release } of rows) release();
  }
}
