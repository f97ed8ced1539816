import { createHash } from 'node:crypto';
import type { PressId } from '@shared/domain/press.ts';
import { weekNumber } from '@shared/domain/watch.ts';

/**
 * Returns the press of an edit's scheduled re-run in the week of a moment. It is the same in every process, so
 * a week's re-run is queued once, even after a crash or if the app is started twice.
 */
export function weeklyPress(editId: number, now: number): PressId {
  const digest = createHash('sha256')
    .update(`weekly re-run ${editId} ${weekNumber(now)}`)
    .digest('hex');
  const parts = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    // Version and variant of an id that is made from a name.
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ];
  return parts.join('-');
}
