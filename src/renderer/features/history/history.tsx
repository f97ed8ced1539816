import { t } from '@shared/i18n/index.ts';
import { type KeyboardEvent, useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import {
  useHistory,
  useHistoryEntries,
  useHistoryView,
  useKeysOf,
  useSettings,
  useStores,
} from '../../stores/context.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Panel } from '../../ui/panel.tsx';
import { MergeDetails } from '../merge/index.ts';
import { showPicture } from './actions.ts';
import { chosenEntry } from './chosen.ts';
import { Compared } from './compared.tsx';
import { Details } from './details.tsx';
import { FormTools } from './form-tools.tsx';
import { Graph } from './graph/graph.tsx';
import type { HistoryState } from './history-store.ts';
import './history.css';
import { Strip } from './strip.tsx';

const shownOf = ({ rootId, imageId, phase, selectedEditId, snapshots, merges }: HistoryState) => ({
  rootId,
  imageId,
  phase,
  selectedEditId,
  snapshots,
  merges,
});

/** Height (CSS px) from which the history is drawn as a graph. */
const GRAPH_FROM = 300;

/** The tree of the selected picture: as a strip, as a graph, or large instead of the picture. */
export function History() {
  const stores = useStores();
  const { historyView } = stores;
  const { rootId, imageId, phase, selectedEditId, snapshots, merges } = useHistory(useShallow(shownOf));
  const entries = useHistoryEntries();
  const large = useHistoryView((state) => state.large);
  const comparedWith = useHistoryView((state) => state.comparedWith);
  const form = useSettings((state) => state.settings.historyForm);
  const high = useSettings((state) => state.settings.historyHeight >= GRAPH_FROM);
  const asGraph = large || (form === 'auto' ? high : form === 'graph');
  const chosen = useMemo(
    () => chosenEntry(entries, selectedEditId, imageId),
    [entries, selectedEditId, imageId],
  );
  const chosenMerge = chosen ? null : (merges.find(({ image }) => image.id === imageId) ?? null);
  const other = useMemo(
    () => entries.find(({ edit }) => edit.id === comparedWith && edit.id !== chosen?.edit.id),
    [entries, comparedWith, chosen],
  );
  useEffect(() => {
    // Another tree: reset the collapsed parts and the comparison.
    if (rootId !== null) historyView.getState().unfoldAll();
  }, [rootId, historyView]);

  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const view = historyView.getState();
    if (view.picking) view.setPicking(false);
    else if (view.comparedWith !== null) view.compareWith(null);
    else if (view.large) view.setLarge(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const hasTree = rootId !== null && entries.length > 0;
  return (
    <Panel
      name={t.history.title}
      count={entries.length === 0 ? null : <Count />}
      className="history"
      actions={hasTree ? <FormTools asGraph={asGraph} /> : null}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape is for all that is inside. */}
      <div className="history-body" data-form={asGraph ? 'graph' : 'strip'} onKeyDown={leave}>
        {hasTree ? (
          <>
            {asGraph ? (
              <Graph
                key={rootId}
                entries={entries}
                rootId={rootId}
                snapshots={snapshots}
                chosenId={chosen?.edit.id ?? null}
                merges={merges}
                chosenMergeId={chosenMerge?.merge.id ?? null}
              />
            ) : (
              <Strip
                key={rootId}
                entries={entries}
                merges={merges}
                rootId={rootId}
                chosenId={chosen?.edit.id ?? null}
                chosenMergeId={chosenMerge?.merge.id ?? null}
              />
            )}
            {chosen && other ? <Compared a={other} b={chosen} /> : null}
            {chosenMerge ? (
              <MergeDetails
                key={chosenMerge.merge.id}
                merged={chosenMerge}
                onShow={(id) => void showPicture(stores, id)}
              />
            ) : null}
            {chosen && !other ? <Details key={chosen.edit.id} entry={chosen} /> : null}
          </>
        ) : (
          <Nothing imageId={imageId} phase={phase} />
        )}
      </div>
    </Panel>
  );
}

/** Number of edits, and whether all are loaded. */
function Count() {
  const count = useHistory((state) => state.editIds.length);
  const more = useHistory((state) => state.more);
  const loading = useHistory((state) => state.loadingMore);
  return (
    <span title={more && !loading ? t.history.notAll(count) : undefined}>{`${count}${more ? '+' : ''}`}</span>
  );
}

function Nothing({ imageId, phase }: Pick<HistoryState, 'imageId' | 'phase'>) {
  const keys = useKeysOf('run-edit');
  if (imageId === null) return <p className="history-empty">{t.history.nothingSelected}</p>;
  if (phase === 'loading') return null;
  if (phase === 'failed') return <p className="history-empty">{t.history.unreadable}</p>;
  const [before, after] = t.history.noEdits;
  return (
    <p className="history-empty">
      {before}
      <Kbd keys={keys ?? 'Mod+Enter'} />
      {after}
    </p>
  );
}
