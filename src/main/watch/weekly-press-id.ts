import { createHash } from 'node:crypto';
import type { PressId } from '@shared/domain/press.ts';
import { weekNumber } from '@shared/domain/watch.ts';

/**
 * Returns the id of the press that stands in for the user in the week of a moment, for one edit. Every process makes
 * the same one, and the ledger queues a press once: so a week's re-run is queued once, even after a crash or if the app
 * is started twice.
 */
export function weeklyPressId(editId: number, now: number): PressId {
  const digest = createHash('sha256')
    .update(`weekly re-run ${editId} ${weekNumber(now)}`)
    .digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    // Version 8 of RFC 9562: an id of the app's own making.
    `8${digest.slice(13, 16)}`,
    // Its variant, in the first two bits.
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
