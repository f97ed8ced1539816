import type { EditEntry } from '@shared/domain/edit.ts';
import { PRACTICE } from '@shared/domain/engine-catalog.ts';
import { isSettled } from '@shared/domain/run.ts';
import { t } from '@shared/i18n/index.ts';
import { editTitle, engineName } from '@shared/i18n/model-text.ts';
import { RotateCw, Swords, X } from 'lucide-react';
import { memo, type RefCallback } from 'react';
import { agoText, whenText } from '../../format/time.ts';
import { useBlame, useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { SeedChip } from '../../ui/seed-chip.tsx';
import { isBlamed } from '../blame/index.ts';
import { chooseEntry, takeResult } from './actions.ts';
import { newestVerdict } from './chosen.ts';
import { EntryThumb } from './entry-thumb.tsx';
import { repeatText } from './node-text.ts';
import { VerdictMark } from './verdict-mark.tsx';
import './entry-card.css';

interface EntryCardProps {
  readonly entry: EditEntry;
  readonly chosen: boolean;
  /** The only card in the tab order. */
  readonly tabStop: boolean;
  readonly now: number;
  readonly buttonRef?: RefCallback<HTMLButtonElement> | undefined;
}

/** One edit of the strip. */
export const EntryCard = memo(function EntryCard({ entry, chosen, tabStop, now, buttonRef }: EntryCardProps) {
  const stores = useStores();
  const { edit, run } = entry;
  const { seed } = edit.request;
  const title = editTitle(edit.request);
  const blamed = useBlame((state) => isBlamed(state, { entry }));
  return (
    <article className="history-card" data-chosen={chosen || undefined} data-blamed={blamed || undefined}>
      <button
        ref={buttonRef}
        type="button"
        className="history-main"
        aria-current={chosen || undefined}
        tabIndex={tabStop ? 0 : -1}
        title={title}
        onClick={() => chooseEntry(stores, entry)}
        onDoubleClick={() => takeResult(stores, entry)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && chosen && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            takeResult(stores, entry);
            return;
          }
          // Space on the selected card shows before, as on the picture. The window ends it on key-up.
          if (event.key !== ' ' || !chosen) return;
          event.preventDefault();
          if (!event.repeat) stores.view.getState().setPeekingBefore(true);
        }}
      >
        <EntryThumb entry={entry} className="history-thumb">
          <Chips entry={entry} />
        </EntryThumb>
        <span dir="auto" className="history-prompt">
          {title}
        </span>
      </button>
      <span className="history-foot">
        <SeedChip seed={seed} />
        <time
          className="history-when"
          dateTime={new Date(edit.createdAt).toISOString()}
          title={whenText(edit.createdAt)}
        >
          {agoText(edit.createdAt, now)}
        </time>
      </span>
      {isSettled(run.state) ? null : (
        <IconButton
          icon={X}
          label={t.history.cancel}
          small
          className="history-cancel"
          onClick={() => void stores.queue.getState().cancel(run.id)}
        />
      )}
    </article>
  );
});

/** What made it, and a re-run's verdict. */
function Chips({ entry }: { readonly entry: EditEntry }) {
  const { request } = entry.edit;
  const repeats = repeatText(entry);
  const RepeatIcon = entry.challenged ? Swords : RotateCw;
  const verdict = newestVerdict(entry);
  return (
    <>
      <span className="history-chips">
        {request.engine === PRACTICE ? <span className="history-chip">{engineName(PRACTICE)}</span> : null}
        {repeats === null ? null : (
          <span className="history-chip" title={repeats}>
            <RepeatIcon size={12} strokeWidth={2} aria-hidden />
            <span className="visually-hidden">{repeats}</span>
          </span>
        )}
      </span>
      {verdict ? (
        <span className="history-chips history-chips-below">
          <VerdictMark verdict={verdict} run={entry.run} className="history-chip" />
        </span>
      ) : null}
    </>
  );
}
