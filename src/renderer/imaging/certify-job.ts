import { middleOf } from '@shared/domain/prepare.ts';
import type { CertifyJob, PixelCounts } from '@shared/imaging.ts';
import { DecodeError } from './decode-error.ts';
import { decodeExactly } from './exact-picture.ts';
import { countPixels } from './finish/certificate.ts';
import { paddedRows } from './finish/padded-rows.ts';
import { maskOf } from './hidden.ts';
import type { FromWorker } from './messages.ts';
import { forget, withPictures } from './open.ts';

export function certify(job: CertifyJob, say: (message: FromWorker) => void): Promise<PixelCounts> {
  const mimes = [...job.mimes, 'image/png'] as const;
  return withPictures({ id: job.id, mimes }, say, async ([sourceFile, finishedFile, maskFile]) => {
    const mask = await maskOf(maskFile);
    const finished = await decodeExactly(finishedFile, async (image) => {
      mask.assertFits(image, 'finish-failed');
    });
    forget(finishedFile);
    try {
      const { width, height } = finished.full;
      const source = await decodeExactly(sourceFile, async (image) => {
        if (image.width > width || image.height > height)
          throw new DecodeError('finish-failed', 'The finished picture is smaller than the source.', {
            reason: 'sizes-differ',
          });
      });
      try {
        const at = middleOf(source.full, finished.full);
        return countPixels(paddedRows(source.rows, finished.full, at, 'flat'), finished.rows, mask.rows);
      } finally {
        source.close();
      }
    } finally {
      finished.close();
    }
  });
}
