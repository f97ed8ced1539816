import type { Watch } from '@shared/domain/watch.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { engineName, modelLabel } from '@shared/i18n/model-text.ts';
import { Coins, Eye } from 'lucide-react';
import { useId } from 'react';
import { costText } from '../../format/charge.ts';
import { useCapReached, useCatalog, useOffer, useStores, useWatch } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/select.tsx';
import { WatchRow } from './watch-row.tsx';
import type { WatchedModel } from './watch-store.ts';
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
  const problem = useWatch((state) => (state.problem?.of === null ? state.problem.error : null));
  if (problem)
    return (
      <p className="watch-problem" role="alert">
        {errorMessage(problem)}
      </p>
    );
  if (watches === null) return null;
  if (watches.length === 0) return <NoWatches />;
  return (
    <div className="watch-list">
      <p className="meta">{t.watch.intro}</p>
      {byModel(watches).map(({ of, watches: ofModel }) => (
        <ModelSection key={`${of.engine} ${of.model}`} of={of} watches={ofModel} />
      ))}
    </div>
  );
}

function NoWatches() {
  return (
    <div className="watch-empty">
      <Eye size={32} strokeWidth={1.25} aria-hidden />
      <h3>{t.watch.emptyTitle}</h3>
      <p>{t.watch.emptyText}</p>
      <p className="meta">{t.watch.emptyHow}</p>
    </div>
  );
}

interface ModelSectionProps {
  readonly of: WatchedModel;
  readonly watches: readonly Watch[];
}

function ModelSection({ of, watches }: ModelSectionProps) {
  const { watch } = useStores();
  const title = useId();
  const problem = useWatch(({ problem: found }) =>
    found?.of?.engine === of.engine && found.of.model === of.model ? found.error : null,
  );
  const words = t.watch;
  const idle = watches.filter(({ running }) => !running).length;
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
      <Cost of={of} edits={idle || watches.length} />
      {problem ? (
        <p className="watch-problem" role="alert">
          {errorMessage(problem)}
        </p>
      ) : null}
      <ul className="watch-rows">
        {watches.map((each) => (
          <WatchRow key={each.editId} watch={each} />
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
    cost === null ? null : `${t.watch.underCap}`,
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
