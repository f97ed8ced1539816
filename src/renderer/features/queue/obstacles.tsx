import type { Obstacle } from '@shared/domain/obstacle.ts';
import { isPlainSentence, sentence } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';
import { HardDrive, TriangleAlert } from 'lucide-react';
import { useQueue, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { isAboutSettings } from '../../words/remedies.ts';

/** What keeps the whole queue waiting: one sentence each, with what removes it. */
export function Obstacles() {
  const { obstacles, unwritten } = useQueue((state) => state.obstacles);
  const waits = useQueue((state) =>
    state.entries.some(
      ({ run }) => run.state === 'queued' || run.state === 'accepted' || run.state === 'downloading',
    ),
  );
  return (
    <>
      {unwritten.length > 0 ? (
        <div className="queue-obstacle" role="alert">
          <HardDrive size={14} aria-hidden />
          <p>{t.queue.unwritten(unwritten.length)}</p>
        </div>
      ) : null}
      {waits ? obstacles.map((one) => <ObstacleLine key={one.engine} obstacle={one} />) : null}
    </>
  );
}

function ObstacleLine({ obstacle }: { readonly obstacle: Obstacle }) {
  const { queue, settings } = useStores();
  const { code, trying } = obstacle;
  const openSettings = isAboutSettings(code) || code === 'proxy-login';
  return (
    <div className="queue-obstacle" role="status" data-code={code}>
      <TriangleAlert size={14} aria-hidden />
      <p>{obstacleWords(obstacle)}</p>
      {trying ? null : (
        <div className="queue-obstacle-actions">
          {openSettings ? (
            <Button small onClick={() => void settings.getState().openWindow('engine')}>
              {t.common.openSettings}
            </Button>
          ) : null}
          <Button small onClick={() => void queue.getState().tryAgain()}>
            {t.queue.tryAgain}
          </Button>
        </div>
      )}
    </div>
  );
}

function obstacleWords({ code, detail, trying, retries }: Obstacle): string {
  if (trying) return t.queue.trying;
  if (code === 'disk-full') return t.queue.diskFull;
  const what = isPlainSentence(code, detail) ? sentence(code) : detail;
  return retries ? `${what} ${t.queue.retries}` : what;
}
