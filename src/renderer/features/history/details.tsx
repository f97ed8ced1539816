import type { EditEntry } from '@shared/domain/edit.ts';
import { modelById } from '@shared/domain/model.ts';
import { isSettled } from '@shared/domain/run.ts';
import { CornerLeftDown, RotateCw, X } from 'lucide-react';
import { useQueue, useStores } from '../../stores/context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { SeedChip } from '../../ui/seed-chip.tsx';
import { chargeWords } from '../../words/charge-words.ts';
import { problemWords, runStateText, runTimesText } from '../../words/run-words.ts';
import { whenText } from '../../words/when.ts';
import { RunRemedies } from '../runs/index.tsx';
import { rerunEntry, takeResult } from './actions.ts';
import { newestResult, newestVerdict } from './chosen.ts';
import { Receipt } from './receipt.tsx';
import { ENGINE_NAMES, requestRows } from './request-words.ts';
import { VERDICTS, verdictText } from './verdict-words.ts';

/** Characters of a hash that tell two pictures apart for the eye. */
const SHORT_HASH = 12;

/** One edit's request in full, what became of it, and what can be done with it. */
export function Details({ entry }: { readonly entry: EditEntry }) {
  const { edit, run } = entry;
  const { request } = edit;
  const progress = useQueue((state) => state.progress.get(run.id));
  const verdict = newestVerdict(entry);
  const problem = problemWords(run, request.engine);
  const charge = chargeWords(run, request.engine);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="history-details" role="group" aria-label="Chosen edit">
      <Actions entry={entry} />
      {problem ? (
        <p className="history-problem" data-tone={run.state === 'uncertain' ? 'warn' : 'bad'} role="status">
          {problem}
        </p>
      ) : null}
      {/* In quotes, one text node: searching the region for the prompt finds the card alone. */}
      <p className="history-words selectable">{`“${request.prompt}”`}</p>
      <dl className="history-facts">
        <Fact label="Seed">
          <SeedChip seed={request.seed} className="history-fact-chip" />
        </Fact>
        <Fact label="Engine">{`${ENGINE_NAMES[request.engine]}, ${modelById(request.model).label}`}</Fact>
        {requestRows(request).map(({ label, value }) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
        <Fact label="Source">
          <span title={edit.sourceSha256}>
            {entry.sourceName} <span className="mono">{edit.sourceSha256.slice(0, SHORT_HASH)}</span>
          </span>
        </Fact>
        <Fact label="Made">{whenText(edit.createdAt)}</Fact>
        <Fact label="Run">{`${runStateText(run, request.engine, progress)}, ${runTimesText(run)}`}</Fact>
        {charge && isSettled(run.state) ? <Fact label="Charge">{charge}</Fact> : null}
        {verdict ? (
          <Fact label="Verdict">{`${VERDICTS[verdict.kind].word}. ${verdictText(verdict)}`}</Fact>
        ) : null}
      </dl>
      {run.state === 'queued' ? null : <Receipt key={`${run.id} ${run.state}`} entry={entry} />}
    </div>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="selectable numerals">{children}</dd>
    </>
  );
}

function Actions({ entry }: { readonly entry: EditEntry }) {
  const stores = useStores();
  const { edit } = entry;
  const result = newestResult(entry);
  return (
    <div className="history-actions">
      <RunRemedies entry={entry} />
      {result ? (
        <Button
          small
          title={edit.request.engine === 'practice' ? undefined : 'Uses credits of your 1min.ai account'}
          onClick={() => void rerunEntry(stores, entry)}
        >
          <RotateCw size={14} strokeWidth={1.75} aria-hidden />
          Re-run
        </Button>
      ) : null}
      <Button small onClick={() => stores.edit.getState().filledFrom(edit.request)}>
        Edit again
      </Button>
      {result ? (
        <IconButton
          icon={CornerLeftDown}
          label="Use result as source"
          small
          onClick={() => takeResult(stores, entry)}
        />
      ) : null}
      {stores.history.getState().selectedEditId === null ? null : (
        <IconButton
          icon={X}
          label="Close details"
          small
          className="history-close"
          onClick={() => stores.history.getState().editSelected(null)}
        />
      )}
    </div>
  );
}
