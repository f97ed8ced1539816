import type { RescueState } from '@shared/domain/rescue.ts';
import { t } from '@shared/i18n/index.ts';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/status.tsx';
import { useElapsed } from '../../ui/use-now.ts';
import { secondsLeft } from './time-left.ts';

interface RebuildProgressProps {
  readonly progress: NonNullable<RescueState['rebuilding']>;
  readonly onCancel: () => void;
}

/** The number of entries that are back, the time left, and a button that cancels the rebuild. */
export function RebuildProgress({ progress: { done, total }, onCancel }: RebuildProgressProps) {
  // A window that was reloaded meanwhile sees only the rest of it.
  const [start] = useState(() => ({ at: Date.now(), done }));
  const elapsed = useElapsed(start.at);
  const left = secondsLeft({ elapsed, done: done - start.done, left: total - done });
  return (
    <div className="library-problem-progress">
      <span role="status" className="numerals">
        {total === 0 ? t.rescue.rebuildStarts : t.rescue.rebuilding(done, total)}
      </span>
      <Progress label={t.rescue.rebuildLabel} value={done} max={total} />
      <p className="library-problem-message numerals">{left === null ? '' : t.rescue.timeLeft(left)}</p>
      <p>{t.rescue.rebuildOpens}</p>
      <Button onClick={onCancel}>{t.rescue.cancelRebuild}</Button>
    </div>
  );
}
