import type { Certificate, FinishFindings } from '@shared/domain/finish.ts';
import { Failure } from '@shared/errors.ts';
import type { PixelCounts } from '@shared/imaging.ts';

/**
 * Returns the certificate of a finished picture. Throws if a pixel outside the mask differs, because such a
 * picture must not be saved.
 */
export function issueCertificate(
  { outside, outsideChanged, inside, insideChanged }: PixelCounts,
  findings: FinishFindings,
): Certificate {
  if (outsideChanged > 0)
    throw new Failure('finish-failed', {
      reason: 'certificate-failed',
      params: { count: outsideChanged },
    });
  return { outside, outsideChanged: 0, inside, insideChanged, findings };
}
