import type { MergeParents } from '@shared/domain/merge.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect, useRef } from 'react';
import { useImage, useMerge, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { ConflictList } from './conflict-list.tsx';
import { Preview } from './preview.tsx';
import './merge.css';

/** In the place of the picture: two results of one original on their way to one. */
export function MergeView({ target }: { readonly target: MergeParents }) {
  const { merge } = useStores();
  const plan = useMerge((state) => state.plan);
  const problem = useMerge((state) => state.problem);
  const left = useImage(target.leftId);
  const right = useImage(target.rightId);
  const base = useImage(plan?.baseId ?? null);
  const root = useRef<HTMLDivElement>(null);
  const isReady = plan !== null;
  useEffect(() => {
    // Focus the next step: the first conflict, otherwise *Merge*, or *Close*.
    const next = root.current?.querySelector<HTMLElement>(
      isReady ? '.merge-conflict input, .merge-end .button-primary' : '.merge-end .button',
    );
    next?.focus();
  }, [isReady]);
  return (
    <div
      ref={root}
      className="merge-view"
      role="dialog"
      aria-label={t.merge.title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        merge.getState().close();
      }}
    >
      <div className="merge-body">
        {plan && base && left && right ? (
          <Preview plan={plan} base={base.sha256} left={left.sha256} right={right.sha256} />
        ) : (
          <div className="merge-stage">
            {problem ? (
              <p className="canvas-words merge-problem" role="alert">
                {errorMessage(problem)}
              </p>
            ) : (
              <p className="canvas-words" role="status">
                {t.merge.comparing}
              </p>
            )}
          </div>
        )}
        {plan && plan.conflicts.length > 0 ? <ConflictList conflicts={plan.conflicts} /> : null}
      </div>
      <footer className="canvas-options merge-foot">
        {left && right ? (
          <span dir="auto" className="merge-names">
            {t.merge.of(left.name, right.name)}
          </span>
        ) : null}
        {plan ? <Facts /> : null}
        <Ending />
      </footer>
    </div>
  );
}

/** What was found, and the open choices. */
function Facts() {
  const plan = useMerge((state) => state.plan);
  const open = useMerge((state) => state.choices.filter((choice) => choice === null).length);
  if (!plan) return null;
  return (
    <>
      <span className="canvas-option-text numerals">{t.merge.changed(plan.fromA, plan.fromB)}</span>
      <span className="canvas-option-text numerals" role="status">
        {plan.conflicts.length === 0
          ? t.merge.noConflicts
          : open > 0
            ? t.merge.open(open)
            : t.merge.allChosen}{' '}
        {t.merge.offline}
      </span>
    </>
  );
}

function Ending() {
  const { merge } = useStores();
  const working = useMerge((state) => state.working);
  const problem = useMerge((state) => state.problem);
  const isReady = useMerge(({ plan, choices }) => plan !== null && !choices.includes(null));
  if (working !== null)
    return (
      <span className="merge-end numerals" role="status">
        {t.merge.working(working)}
        <Button small variant="ghost" onClick={() => merge.getState().cancel()}>
          {t.merge.stop}
        </Button>
      </span>
    );
  return (
    <span className="merge-end">
      {problem && isReady ? (
        <span className="finish-status" data-tone="bad" role="alert">
          {errorMessage(problem)}
        </span>
      ) : null}
      <MakeButton isReady={isReady} />
      <Button small variant="ghost" onClick={() => merge.getState().close()}>
        {problem ? t.merge.close : t.merge.cancel}
      </Button>
    </span>
  );
}

function MakeButton({ isReady }: { readonly isReady: boolean }) {
  const { merge } = useStores();
  const hasPlan = useMerge((state) => state.plan !== null);
  if (!hasPlan) return null;
  return (
    <Button
      small
      variant="primary"
      aria-disabled={!isReady}
      onClick={() => {
        if (isReady) void merge.getState().merge();
      }}
    >
      {t.merge.make}
    </Button>
  );
}
