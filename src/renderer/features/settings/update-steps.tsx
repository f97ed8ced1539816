import { assertNever } from '@shared/assert-never.ts';
import { replacesItself, type UpdateOffer, type UpdateState } from '@shared/domain/update.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { bytesText } from '../../format/file-info.ts';
import { dayText } from '../../format/time.ts';
import { useHasFeed, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/status.tsx';

interface UpdateStepsProps {
  readonly state: UpdateState;
}

/** What happens now, and the button for the next step. */
export function UpdateSteps({ state }: UpdateStepsProps) {
  const { phase } = state;
  return (
    <div className="update-steps" data-update={phase.kind}>
      <div role="status">
        <Status state={state} />
      </div>
      <Actions state={state} />
    </div>
  );
}

function Status({ state: { phase, install } }: UpdateStepsProps): ReactNode {
  const words = t.settings.updates;
  switch (phase.kind) {
    case 'idle':
      return null;
    case 'checking':
      return <p>{words.checking}</p>;
    case 'current':
      return (
        <p className="update-status" data-tone="good">
          <CircleCheck size={14} aria-hidden />
          {words.current}
        </p>
      );
    case 'available':
      return <Offer offer={phase.offer} />;
    case 'downloading':
      return (
        <>
          <p className="numerals">
            {words.downloading(bytesText(phase.doneBytes), bytesText(phase.offer.bytes))}
          </p>
          <Progress label={words.downloadingLabel} value={phase.doneBytes} max={phase.offer.bytes} />
        </>
      );
    case 'ready':
      return (
        <>
          <p className="update-status" data-tone="good">
            <CircleCheck size={14} aria-hidden />
            {words.ready(phase.offer.version)}
          </p>
          <p>{replacesItself(install) ? words.willRestart : words.willShow}</p>
        </>
      );
    case 'installing':
      return <p>{words.installing}</p>;
    case 'failed':
      return (
        <p className="update-status" data-tone="bad">
          <CircleAlert size={14} aria-hidden />
          {errorMessage(phase.error)}
        </p>
      );
    default:
      return assertNever(phase);
  }
}

function Offer({ offer }: { readonly offer: UpdateOffer }) {
  const words = t.settings.updates;
  return (
    <>
      <p>{words.available(offer.version, dayText(offer.releasedAt), bytesText(offer.bytes))}</p>
      {offer.notes === null ? null : (
        <details>
          <summary>{words.notes}</summary>
          <p className="update-notes selectable" dir="auto">
            {offer.notes}
          </p>
        </details>
      )}
    </>
  );
}

function Actions({ state: { phase, install } }: UpdateStepsProps) {
  const { updates: store } = useStores();
  const hasFeed = useHasFeed();
  const words = t.settings.updates;
  const { check, download, install: start, cancel } = store.getState();
  const button = (text: string, act: () => Promise<void>, isMain = false) => (
    <Button variant={isMain ? 'primary' : 'secondary'} onClick={() => void act()}>
      {text}
    </Button>
  );
  switch (phase.kind) {
    case 'checking':
    case 'downloading':
      return button(t.common.cancel, cancel);
    case 'available':
      return button(words.download, download, true);
    case 'ready':
      return button(replacesItself(install) ? words.restart : words.show, start, true);
    case 'failed':
      return button(words.retry, { check, download, install: start }[phase.retry]);
    case 'installing':
      return null;
    default:
      return (
        <Button disabled={!hasFeed} onClick={() => void check()}>
          {words.check}
        </Button>
      );
  }
}
