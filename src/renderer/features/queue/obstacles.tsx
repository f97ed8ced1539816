import { type Obstacle, ONLY_SENDING, type Question } from '@shared/domain/obstacle.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { CircleQuestionMark, HardDrive, TriangleAlert } from 'lucide-react';
import { isAboutSettings, settingsSectionOf } from '../../format/recovery-actions.ts';
import { useQueue, useQueueEntries, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';

/** The obstacles of the queue: one sentence each, with an action. */
export function Obstacles() {
  const { obstacles, unwritten, question } = useQueue((state) => state.obstacles);
  const waits = useQueueEntries().some(
    ({ run }) => run.state === 'queued' || run.state === 'accepted' || run.state === 'downloading',
  );
  return (
    <>
      {question ? <QuestionLine question={question} /> : null}
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

/** An unexplained end, and whether to continue after it. */
function QuestionLine({ question }: { readonly question: Question }) {
  const { queue, changes } = useStores();
  const { error, charged, engine, runId, trying, waiting } = question;
  const what = errorMessage(error, charged);
  return (
    <div className="queue-obstacle" data-question={runId}>
      <CircleQuestionMark size={14} aria-hidden />
      <p role="alert">{trying ? t.queue.questionTrying : t.queue.question(what, waiting)}</p>
      <div className="queue-obstacle-actions">
        <Button
          small
          aria-disabled={trying}
          onClick={() => trying || void queue.getState().continueRun(runId)}
        >
          {t.queue.proceed}
        </Button>
        <Button
          small
          variant="ghost"
          onClick={() => void changes.getState().run({ do: 'cancel-waiting', engine })}
        >
          {t.queue.cancelWaiting}
        </Button>
      </div>
    </div>
  );
}

function ObstacleLine({ obstacle }: { readonly obstacle: Obstacle }) {
  const { queue, settings } = useStores();
  const {
    engine,
    trying,
    error: { code, reason },
  } = obstacle;
  const openSettings = isAboutSettings(code) || code === 'proxy-login' || reason === 'server-unset';
  return (
    <div className="queue-obstacle" role="status" data-code={code}>
      <TriangleAlert size={14} aria-hidden />
      <p>{obstacleWords(obstacle)}</p>
      {trying ? null : (
        <div className="queue-obstacle-actions">
          {openSettings ? (
            <Button small onClick={() => void settings.getState().openWindow(settingsSectionOf(engine))}>
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

function obstacleWords({ error, trying, retries }: Obstacle): string {
  if (trying) return t.queue.trying;
  if (error.code === 'disk-full') return t.queue.diskFull;
  // An obstacle that doesn't prevent fetching accepted runs comes before the payment.
  const what = errorMessage(error, ONLY_SENDING.includes(error.code) ? 'no' : null);
  return retries ? `${what} ${t.queue.retries}` : what;
}
