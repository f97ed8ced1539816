import { verdictKind } from '@shared/domain/verdict.ts';
import type { BlobInfo } from '../library/images/blobs.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { ObjectStore } from '../library/store/objects.ts';
import type { Imaging, Log, PictureFile } from '../ports.ts';

export interface CompareDeps {
  readonly ledger: Ledger;
  readonly objects: ObjectStore;
  readonly imaging: Imaging;
  readonly log: Log;
}

/**
 * Compares a re-run's results with those of the edit it repeats and stores the verdict. Returns whether there
 * was anything to store. If a comparison fails, its result has no verdict.
 */
export async function compareRerun(deps: CompareDeps, runId: number, signal: AbortSignal): Promise<boolean> {
  const { ledger, objects, imaging, log } = deps;
  const fileOf = (blob: BlobInfo): PictureFile => ({
    path: objects.objectPath(blob.sha256, blob.mime),
    mime: blob.mime,
  });
  let judged = false;
  for (const pair of ledger.unjudgedResults(runId)) {
    try {
      const comparison = await imaging.compare(fileOf(pair.againstBlob), fileOf(pair.blob), {
        findShift: false,
        signal,
      });
      if (signal.aborted) return false;
      const { ssim, changedShare } = comparison;
      ledger.setVerdict(pair.resultId, {
        kind: verdictKind(comparison),
        ssim,
        changedShare,
        againstImageId: pair.againstImageId,
      });
      judged = true;
    } catch (error) {
      if (signal.aborted) return false;
      log.warn('failed to compare re-run', { runId, error: String(error) });
    }
  }
  return judged;
}

/**
 * Runs comparisons that a crash prevented, one at a time, and reports each edit that got a verdict. Only the
 * newest results are checked, so that results that can't be compared aren't retried at every start.
 */
export async function compareMissing(
  deps: CompareDeps,
  signal: AbortSignal,
  judged: (editId: number) => void,
): Promise<void> {
  for (const { id, editId } of deps.ledger.unjudgedRuns()) {
    if (signal.aborted) return;
    if (await compareRerun(deps, id, signal)) judged(editId);
  }
}
