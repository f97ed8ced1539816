import type { BlameJob, BlameShares } from '@shared/imaging.ts';
import { putOutput } from './api.ts';
import { decodeWhole } from './decode.ts';
import { DecodeError } from './decode-error.ts';
import { createBlame } from './finish/blame.ts';
import { rowsOfImage } from './image-rows.ts';
import type { FromWorker } from './messages.ts';
import { forget, openInput, restartClock, runExclusive } from './open.ts';
import type { Picture } from './picture.ts';

/** Decodes the chain from its start, with two pictures in memory at a time. */
export function blame({ mimes, ...job }: BlameJob, say: (message: FromWorker) => void): Promise<BlameShares> {
  const decode = async (step: number): Promise<Picture> => {
    const mime = mimes[step];
    if (!mime) throw new Error(`There is no picture ${step}.`);
    const file = await openInput(job, step, mime);
    const picture = await decodeWhole(file.bytes, file.mime);
    forget(file);
    return picture;
  };
  return runExclusive(say, async () => {
    let before = await decode(0);
    const { width, height } = before.full;
    const map = createBlame({ width, height });
    try {
      for (let step = 1; step < mimes.length; step++) {
        restartClock(say);
        const after = await decode(step);
        const earlier = before;
        before = after;
        try {
          if (after.full.width !== width || after.full.height !== height)
            throw new DecodeError('finish-failed', 'The pictures differ in size.', {
              reason: 'sizes-differ',
            });
          const rows = [rowsOfImage(earlier.image), rowsOfImage(after.image)] as const;
          map.note(...rows, step);
          for (const { release } of rows) release();
        } finally {
          earlier.close();
        }
      }
    } finally {
      before.close();
    }
    restartClock(say);
    await putOutput(job.id, 'map', new Blob([map.encode().slice()]));
    return { width, height, shares: [...map.shares()] };
  });
}
