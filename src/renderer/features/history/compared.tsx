import type { EditEntry } from '@shared/domain/edit.ts';
import { t } from '@shared/i18n/index.ts';
import { editTitle, engineName, modelLabel } from '@shared/i18n/model-text.ts';
import { Check, Copy, X } from 'lucide-react';
import { useMemo } from 'react';
import { useHistoryEntries, useStores } from '../../stores/context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { useCopied } from '../../ui/use-copied.ts';
import { diffRequests, diffSummary, diffText, isSamePrompt } from './request-diff.ts';
import type { DiffPart } from './word-diff.ts';
import './details.css';
import './compared.css';
import { faceOf, isMadeBy } from '../../stores/made-pictures.ts';
import { thumbOf } from '../../stores/picture-urls.ts';
import { newestVerdict } from './chosen.ts';
import { VerdictMark } from './verdict-mark.tsx';

interface ComparedProps {
  readonly a: EditEntry;
  readonly b: EditEntry;
}

/** Differences between the requests of two edits, instead of the details. The older one is first. */
export function Compared({ a, b }: ComparedProps) {
  const { historyView } = useStores();
  const [older, newer] = a.edit.id < b.edit.id ? [a, b] : [b, a];
  const diff = useMemo(() => diffRequests(older, newer), [older, newer]);
  // The other comparisons are about requests only.
  const challenges = newer.challenged !== null && newer.edit.rerunOf === older.edit.id;
  const { copied, copy } = useCopied();
  const Glyph = copied ? Check : Copy;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="history-details" role="group" aria-label={t.history.compared}>
      <div className="history-actions">
        <Button small onClick={() => copy(diffText(older, newer))}>
          <Glyph size={14} strokeWidth={1.75} aria-hidden />
          {copied ? t.common.copied : t.history.copyDifference}
        </Button>
        <IconButton
          icon={X}
          label={t.history.closeCompared}
          small
          className="history-close"
          onClick={() => historyView.getState().compareWith(null)}
        />
      </div>
      <div className="compared-pair">
        <Side entry={older} verdicts={challenges} />
        <Side entry={newer} verdicts={challenges} />
      </div>
      {diffSummary(diff) === null ? (
        <p className="history-words">{t.history.sameRequest}</p>
      ) : (
        <>
          <h3 className="compared-title">{t.history.prompt}</h3>
          {isSamePrompt(diff) ? (
            <p className="compared-same">{t.history.samePrompt}</p>
          ) : (
            <p className="compared-prompt selectable">
              {diff.prompt.map((part, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name and never move
                <DiffPartText key={at} part={part} />
              ))}
            </p>
          )}
          {diff.rows.length === 0 ? null : (
            <dl className="history-facts compared-rows">
              {diff.rows.map(({ label, before, after }) => (
                <div key={label} className="receipt-line">
                  <dt>{label}</dt>
                  <dd className="selectable numerals">
                    <del>{before}</del> → <ins>{after}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </>
      )}
    </div>
  );
}

/** Added words are underlined with a plus, removed words struck through with a minus: not by color alone. */
function DiffPartText({ part: { kind, text } }: { readonly part: DiffPart }) {
  if (kind === 'same') return text;
  const Mark = kind === 'added' ? 'ins' : 'del';
  return (
    <Mark className="compared-words" title={kind === 'added' ? t.history.added : t.history.gone}>
      <span aria-hidden>{kind === 'added' ? '+' : '−'}</span>
      {text}
    </Mark>
  );
}

/** Maximum number of re-runs whose verdicts are shown. */
const RERUNS_SHOWN = 5;

/** An edit's engine, how close a challenge came to the edit it repeats, and how well its own re-runs match. */
function Verdicts({ entry }: { readonly entry: EditEntry }) {
  const { edit, run, challenged } = entry;
  const { engine, model } = edit.request;
  const own = newestVerdict(entry);
  const reruns = useHistoryEntries().flatMap((one) => {
    const isRerun = one.edit.rerunOf === edit.id && one.challenged === null;
    const verdict = isRerun ? newestVerdict(one) : null;
    return verdict ? [{ run: one.run, verdict }] : [];
  });
  const words = t.challenge;
  return (
    <dl className="compared-verdicts">
      <dt className="visually-hidden">{t.history.engine}</dt>
      <dd>{`${engineName(engine)}, ${modelLabel(model)}`}</dd>
      {own && challenged ? (
        <>
          <dt>{words.match(engineName(challenged.engine))}</dt>
          <dd>
            <VerdictMark verdict={own} run={run} />
          </dd>
        </>
      ) : null}
      <dt>{words.reruns}</dt>
      <dd>
        {reruns.length === 0
          ? words.noReruns
          : reruns
              .slice(0, RERUNS_SHOWN)
              .map((one) => <VerdictMark key={one.run.id} verdict={one.verdict} run={one.run} />)}
      </dd>
    </dl>
  );
}

function Side({ entry, verdicts }: { readonly entry: EditEntry; readonly verdicts: boolean }) {
  const { edit } = entry;
  const image = faceOf(entry);
  return (
    <figure className="compared-side">
      {image ? <img src={thumbOf(image.sha256, 256)} alt="" draggable={false} /> : null}
      <figcaption dir="auto" title={editTitle(edit.request)}>
        {entry.branch ?? image?.name ?? editTitle(edit.request)}
      </figcaption>
      {verdicts ? <Verdicts entry={entry} /> : null}
    </figure>
  );
}

/** Differences between an edit's request and its parent's, in one line. */
export function AgainstParent({ entry }: { readonly entry: EditEntry }) {
  const { historyView } = useStores();
  const parent = useHistoryEntries().find((each) => isMadeBy(each, entry.edit.sourceImageId));
  const summary = useMemo(() => parent && diffSummary(diffRequests(parent, entry)), [parent, entry]);
  if (!parent || !summary) return null;
  return (
    <p className="history-against">
      <span>{`${t.history.against}: ${summary}.`}</span>
      <button
        type="button"
        className="lineage-link"
        onClick={() => historyView.getState().compareWith(parent.edit.id)}
      >
        {t.history.showDifference}
      </button>
    </p>
  );
}
