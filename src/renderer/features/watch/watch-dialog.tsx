import type { Watch } from '@shared/domain/watch.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { engineName, modelLabel } from '@shared/i18n/model-text.ts';
import { Coins, Eye } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { costText } from '../../format/charge.ts';
import { useCapReached, useCatalog, useOffer, useStores, useWatch } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/select.tsx';
import { WatchRow } from './watch-row.tsx';
import type { WatchedModel } from './watch-store.ts';
import { foundText } from './watch-text.ts';
import './watch.css';

/** The watched edits by model, with their schedule, what a check costs, and what the re-runs show. */
export function WatchDialog() {
  const { watch } = useStores();
  const isOpen = useWatch((state) => state.isOpen);
  return (
    <Dialog title={t.watch.title} open={isOpen} onClose={() => watch.getState().close()}>
      {isOpen ? <WatchList /> : null}
    </Dialog>
  );
}

function WatchList() {
  useCatalog();
  const watches = useWatch((state) => state.watches);
  const { list, stop } = useStopping();
  return (
    <div ref={list} className="watch-list">
      <Found />
      <LoadProblem />
      {watches === null ? null : watches.length === 0 ? (
        <NoWatches />
      ) : (
        <Models watches={watches} onStop={stop} />
      )}
    </div>
  );
}

/** Reads out changes that are found while the dialog is open. */
function Found() {
  const found = useWatch((state) => state.found);
  return (
    <p className="visually-hidden" role="status">
      {foundText(found)}
    </p>
  );
}

function LoadProblem() {
  const { watch } = useStores();
  const error = useWatch((state) => state.loadError);
  if (!error) return null;
  return (
    <div className="watch-load-problem">
      <p className="watch-problem" role="alert">
        {errorMessage(error)}
      </p>
      <Button small onClick={() => void watch.getState().load()}>
        {t.common.tryAgain}
      </Button>
    </div>
  );
}

/** Stops watching, and moves the focus to the next row once the row is gone, or to what replaces the list. */
function useStopping() {
  const { watch } = useStores();
  const watches = useWatch((state) => state.watches);
  const list = useRef<HTMLDivElement>(null);
  const next = useRef<{ readonly gone: number; readonly id: number | undefined } | null>(null);
  useEffect(() => {
    if (!next.current || watches?.some(({ editId }) => editId === next.current?.gone)) return;
    const { id } = next.current;
    next.current = null;
    const place = id === undefined ? '[data-empty-focus]' : `[data-stop="${id}"]`;
    list.current?.querySelector<HTMLElement>(place)?.focus();
  }, [watches]);
  const stop = (editId: number) => {
    const ids = byModel(watches ?? []).flatMap((group) => group.watches.map((each) => each.editId));
    const at = ids.indexOf(editId);
    next.current = { gone: editId, id: ids[at + 1] ?? ids[at - 1] };
    void watch.getState().stop(editId);
  };
  return { list, stop };
}

function NoWatches() {
  return (
    <div className="watch-empty">
      <Eye size={32} strokeWidth={1.25} aria-hidden />
      <h3 tabIndex={-1} data-empty-focus>
        {t.watch.emptyTitle}
      </h3>
      <p>{t.watch.emptyText}</p>
      <p className="meta">{t.watch.emptyHow}</p>
    </div>
  );
}

interface ModelsProps {
  readonly watches: readonly Watch[];
  readonly onStop: (editId: number) => void;
}

function Models({ watches, onStop }: ModelsProps) {
  return (
    <>
      <p className="meta">{t.watch.intro}</p>
      {byModel(watches).map(({ of, watches: ofModel }) => (
        <ModelSection key={`${of.engine} ${of.model}`} of={of} watches={ofModel} onStop={onStop} />
      ))}
    </>
  );
}

interface ModelSectionProps extends ModelsProps {
  readonly of: WatchedModel;
}

function ModelSection({ of, watches, onStop }: ModelSectionProps) {
  const { watch } = useStores();
  const title = useId();
  const refusal = useWatch(({ refusal: last }) =>
    last?.of.engine === of.engine && last.of.model === of.model ? last.error : null,
  );
  const words = t.watch;
  const able = watches.filter(({ problem }) => problem === null);
  const idle = able.filter(({ running }) => !running).length;
  return (
    <section className="watch-model" aria-labelledby={title}>
      <h3 id={title} dir="auto">
        {words.ofModel(engineName(of.engine), modelLabel(of.model))}
      </h3>
      <div className="watch-controls">
        <SelectField
          label={words.schedule}
          value={watches[0]?.schedule ?? 'demand'}
          choices={[
            { value: 'weekly', label: words.schedules.weekly },
            { value: 'demand', label: words.schedules.demand },
          ]}
          onChange={(schedule) => void watch.getState().setSchedule(of, schedule)}
        />
        <Button aria-disabled={idle === 0} onClick={() => idle > 0 && void watch.getState().check(of)}>
          {words.check}
        </Button>
      </div>
      {able.length > 0 ? <Cost of={of} edits={idle || able.length} /> : null}
      {refusal ? (
        <p className="watch-problem" role="alert">
          {errorMessage(refusal)}
        </p>
      ) : null}
      <ul className="watch-rows">
        {watches.map((each) => (
          <WatchRow key={each.editId} watch={each} onStop={onStop} />
        ))}
      </ul>
    </section>
  );
}

/** What a check costs, and what would prevent it. */
function Cost({ of, edits }: { readonly of: WatchedModel; readonly edits: number }) {
  const offer = useOffer({ engine: of.engine, id: of.model });
  const cap = useCapReached();
  const cost = costText(of.engine);
  const each = offer?.credits ?? null;
  const facts = [
    `${t.watch.checkCost(edits, cost === null || each === null ? null : each * edits)}.`,
    cost ?? t.challenge.free,
    cost === null ? null : t.watch.underCap,
    cost === null || cap === null ? null : t.edit.paid.capReached(cap),
  ];
  return (
    <div className="watch-cost">
      <Coins size={14} aria-hidden />
      <p>{facts.filter((fact) => fact !== null).join(' ')}</p>
    </div>
  );
}

/** Groups watched edits by model, in the order of their first ones. */
function byModel(
  watches: readonly Watch[],
): readonly { readonly of: WatchedModel; readonly watches: readonly Watch[] }[] {
  const groups = Map.groupBy(watches, ({ engine, model }) => `${engine} ${model}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ of: { engine: first.engine, model: first.model }, watches: group }] : [];
  });
}
