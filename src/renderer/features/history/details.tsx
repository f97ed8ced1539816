import type { EditEntry } from '@shared/domain/edit.ts';
import type { EngineId } from '@shared/domain/model.ts';
import { referenceIdsOf } from '@shared/domain/reference.ts';
import { isSettled } from '@shared/domain/run.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { editTitle, engineName, modelLabel } from '@shared/i18n/model-text.ts';
import { CornerLeftDown, RotateCw, Swords, X } from 'lucide-react';
import { chargeText, costText } from '../../format/charge.ts';
import { echoText } from '../../format/echo.ts';
import { problemText, runStateText, runTimesText } from '../../format/run-status.ts';
import { whenText } from '../../format/time.ts';
import { useHistory, useHistoryEntries, useQueue, useStores } from '../../stores/context.tsx';
import { faceOf, newestResult } from '../../stores/made-pictures.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { SeedChip } from '../../ui/seed-chip.tsx';
import { Versions } from '../finish/index.ts';
import { RunRemedies } from '../run-actions/index.tsx';
import { rerunEntry, restorePicture, takeResult } from './actions.ts';
import { newestVerdict } from './chosen.ts';
import { AgainstParent } from './compared.tsx';
import { EditAnnotations } from './edit-annotations.tsx';
import { EntryMenu } from './entry-menu.tsx';
import { Lineage, Removed } from './lineage.tsx';
import { localPartRows } from './local-parts-text.ts';
import { Receipt } from './receipt.tsx';
import { ReferencePictures } from './reference-pictures.tsx';
import { requestRows } from './request-text.ts';
import { VERDICTS, verdictText } from './verdict-text.ts';
import './details.css';

/** Number of hash characters that distinguish two pictures visually. */
const SHORT_HASH = 12;

/** An edit's full request, its outcome, and its actions. */
export function Details({ entry }: { readonly entry: EditEntry }) {
  const stores = useStores();
  const { edit, run } = entry;
  const { request } = edit;
  const progress = useQueue((state) => state.progress.get(run.id));
  const verdict = newestVerdict(entry);
  const record = newestResult(entry);
  const result = faceOf(entry);
  const problem = problemText(run, request.engine);
  const charge = chargeText(run, request.engine);
  const words = t.history;
  const echo = echoText(run);
  const unfinished = record?.finishProblem;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="history-details" role="group" aria-label={words.chosen}>
      <Actions entry={entry} />
      {problem ? (
        <p className="history-problem" data-tone={run.state === 'uncertain' ? 'warn' : 'bad'} role="status">
          {problem}
        </p>
      ) : null}
      {unfinished ? (
        <p className="history-problem" data-tone="warn" role="status">
          {words.parts.notFinished(errorMessage(unfinished))}
        </p>
      ) : null}
      {echo ? (
        <p className="history-problem" data-tone="warn" role="status">
          {echo}
        </p>
      ) : null}
      {/* With quotes in one text node, so that searching the region for the prompt finds only the card. */}
      <p dir="auto" className="history-words selectable">
        {request.prompt === '' ? editTitle(request) : t.common.quoted(request.prompt)}
      </p>
      {result && result.deletedAt !== null ? (
        <Removed image={result} onRestore={() => restorePicture(stores, result.id)} />
      ) : null}
      {record ? <Versions entry={entry} result={record} /> : null}
      <AgainstParent entry={entry} />
      <Lineage imageId={result?.id ?? 0} parentId={edit.sourceImageId} />
      <EditAnnotations entry={entry} />
      <dl className="history-facts">
        <Fact label={words.seed}>
          <SeedChip seed={request.seed} className="history-fact-chip" />
        </Fact>
        <Fact label={words.engine}>{`${engineName(request.engine)}, ${modelLabel(request.model)}`}</Fact>
        {requestRows(request).map(({ label, value }) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
        {localPartRows(edit).map(({ label, value }) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
        {edit.references.length > 0 ? (
          <Fact label={t.references.label}>
            <ReferencePictures references={edit.references} />
          </Fact>
        ) : null}
        <Fact label={words.source}>
          <span title={edit.sourceSha256}>
            <bdi>{entry.sourceName}</bdi>{' '}
            <span className="mono">{edit.sourceSha256.slice(0, SHORT_HASH)}</span>
          </span>
        </Fact>
        <Fact label={words.made}>{whenText(edit.createdAt)}</Fact>
        <Fact
          label={words.run}
        >{`${runStateText(run, request.engine, progress)}, ${runTimesText(run)}`}</Fact>
        {charge && isSettled(run.state) ? <Fact label={words.charge}>{charge}</Fact> : null}
        {verdict ? (
          <Fact
            label={entry.challenged ? t.challenge.match(engineName(entry.challenged.engine)) : words.verdict}
          >{`${VERDICTS[verdict.kind].word}. ${verdictText(verdict, run)}`}</Fact>
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

interface CompareChallengedProps {
  readonly entry: EditEntry;
  /** The engine of the edit that the challenge repeats. */
  readonly engine: EngineId;
}

/** Shows a challenge and the edit that it repeats side by side: pictures, requests and verdicts. */
function CompareChallenged({ entry, engine }: CompareChallengedProps) {
  const stores = useStores();
  const { edit } = entry;
  const original = useHistoryEntries().find((one) => one.edit.id === edit.rerunOf);
  const [before, after] = [original ? faceOf(original) : null, faceOf(entry)];
  if (!original || !before || !after) return null;
  return (
    <Button
      small
      onClick={() => {
        stores.history.getState().selectEdit(edit.id);
        stores.historyView.getState().compareWith(original.edit.id);
        stores.view.getState().showPair({ beforeId: before.id, afterId: after.id });
      }}
    >
      <Swords size={14} strokeWidth={1.75} aria-hidden />
      {t.challenge.compare(engineName(engine))}
    </Button>
  );
}

function Actions({ entry }: { readonly entry: EditEntry }) {
  const stores = useStores();
  const closable = useHistory((state) => state.selectedEditId !== null);
  const { edit } = entry;
  const result = faceOf(entry);
  return (
    <div className="history-actions">
      <RunRemedies entry={entry} />
      {result ? (
        <Button
          small
          title={costText(edit.request.engine) ?? undefined}
          onClick={() => void rerunEntry(stores, entry)}
        >
          <RotateCw size={14} strokeWidth={1.75} aria-hidden />
          {t.history.rerun}
        </Button>
      ) : null}
      <Button small onClick={() => stores.edit.getState().fillFrom(edit.request, referenceIdsOf(edit))}>
        {t.history.editAgain}
      </Button>
      {result ? (
        <IconButton
          icon={CornerLeftDown}
          label={t.history.useResult}
          small
          onClick={() => takeResult(stores, entry)}
        />
      ) : null}
      <EntryMenu entry={entry} />
      {entry.challenged ? <CompareChallenged entry={entry} engine={entry.challenged.engine} /> : null}
      {closable ? (
        <IconButton
          icon={X}
          label={t.history.closeDetails}
          small
          className="history-close"
          onClick={() => stores.history.getState().selectEdit(null)}
        />
      ) : null}
    </div>
  );
}
