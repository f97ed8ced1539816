import { middleOf } from '@shared/domain/prepare.ts';
import type { CertifyJob, PixelCounts } from '@shared/imaging.ts';
import { decodeWhole } from './decode.ts';
import { DecodeError } from './decode-error.ts';
import { countPixels } from './finish/certificate.ts';
import { paddedRows } from './finish/padded-rows.ts';
import { maskOf } from './hidden.ts';
import { rowsOfImage } from './image-rows.ts';
import type { FromWorker } from './messages.ts';
import { withPictures } from './open.ts';

export function certify(job: CertifyJob, say: (message: FromWorker) => void): Promise<PixelCounts> {
  const mimes = [...job.mimes, 'image/png'] as const;
  return withPictures({ id: job.id, mimes }, say, async ([sourceFile, finishedFile, maskFile]) => {
    const mask = await maskOf(maskFile);
    const finished = await decodeWhole(finishedFile.bytes, finishedFile.mime);
    try {
      mask.assertFits(finished.full, 'finish-failed');
      const source = await decodeWhole(sourceFile.bytes, sourceFile.mime);
      try {
        const { width, height } = finished.full;
        if (source.full.width > width || source.full.height > height)
          throw new DecodeError('finish-failed', 'The finished picture is smaller than the source.', {
            reason: 'sizes-differ',
          });
        const at = middleOf(source.full, finished.full);
        const [before, after] = [rowsOfImage(source.image), rowsOfImage(finished.image)];
        return countPixels(paddedRows(before, finished.full, at, 'flat'), after, mask.rows);
      } finally {
        source.close();
      }
    } finally {
      finished.close();
    }
  });
}
