import { isOut } from '@shared/domain/closing.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect } from 'react';
import { secondsText } from '../../format/time.ts';
import { useClosing, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useNow } from '../../ui/use-now.ts';
import './closing.css';

/** Asks about paid calls in flight when the app is about to close, and shows the closing state. */
export function ClosingDialog() {
  const { closing } = useStores();
  const phase = useClosing((state) => state.phase);
  const out = useClosing((state) => state.out);
  const answer = closing.getState().answer;
  const asks = phase === 'asking' || phase === 'waiting';
  useEffect(() => {
    // The question is visible now.
    if (phase === 'asking') void answer('seen');
  }, [phase, answer]);
  const title =
    phase === 'closing'
      ? t.shell.closing.finishing
      : t.shell.closing.title(out.atRisk + out.safe + out.unwritten);
  return (
    <Dialog title={title} open={phase !== 'open'} onClose={() => asks && void answer('stay')}>
      {phase === 'closing' ? <p role="status">{t.shell.closing.finishingMore}</p> : null}
      {asks && isOut(out) ? <Question waiting={phase === 'waiting'} /> : null}
    </Dialog>
  );
}

function Question({ waiting }: { readonly waiting: boolean }) {
  const { closing } = useStores();
  const words = t.shell.closing;
  const { atRisk, safe, unwritten } = useClosing((state) => state.out);
  const answer = closing.getState().answer;
  return (
    <div className="closing">
      <OutFor count={atRisk + safe + unwritten} />
      {waiting ? <p role="status">{words.waiting}</p> : null}
      {atRisk > 0 ? <p>{words.atRisk(atRisk)}</p> : null}
      {unwritten > 0 ? <p>{words.unwritten(unwritten)}</p> : null}
      {safe > 0 ? <p>{words.safe(safe)}</p> : null}
      <div className="closing-actions">
        <Button variant="ghost" onClick={() => void answer('close')}>
          {words.closeAnyway}
        </Button>
        <Button variant="ghost" onClick={() => void answer('stay')}>
          {words.stay}
        </Button>
        {waiting ? null : (
          <Button variant="primary" data-first-focus onClick={() => void answer('wait')}>
            {words.wait}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Number of edits in flight, and their elapsed time. */
function OutFor({ count }: { readonly count: number }) {
  const since = useClosing((state) => state.outSince);
  useNow(1000);
  return (
    <p className="numerals">
      {t.shell.closing.out(count, secondsText(Math.max(0, performance.now() - since)))}
    </p>
  );
}
