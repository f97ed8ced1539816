import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useHistory } from '../../stores/context.tsx';
import type { HistoryState } from '../../stores/history-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Panel } from '../../ui/panel.tsx';
import { chosenEntry } from './chosen.ts';
import { Details } from './details.tsx';
import './history.css';
import { Strip } from './strip.tsx';

const shownOf = ({ entries, rootId, imageId, more, phase, selectedEditId }: HistoryState) => ({
  entries,
  rootId,
  imageId,
  more,
  phase,
  selectedEditId,
});

/** The tree of edits that the selected picture belongs to. */
export function History() {
  const { entries, rootId, imageId, more, phase, selectedEditId } = useHistory(useShallow(shownOf));
  const chosen = useMemo(
    () => chosenEntry(entries, selectedEditId, imageId),
    [entries, selectedEditId, imageId],
  );
  const count = entries.length === 0 ? null : `${entries.length}${more ? '+' : ''}`;
  return (
    <Panel name="History" count={count} className="history">
      <div className="history-body">
        {rootId !== null && entries.length > 0 ? (
          <>
            <Strip
              key={rootId}
              entries={entries}
              rootId={rootId}
              more={more}
              chosenId={chosen?.edit.id ?? null}
            />
            {chosen ? <Details key={chosen.edit.id} entry={chosen} /> : null}
          </>
        ) : (
          <Nothing imageId={imageId} phase={phase} />
        )}
      </div>
    </Panel>
  );
}

function Nothing({ imageId, phase }: Pick<HistoryState, 'imageId' | 'phase'>) {
  if (imageId === null)
    return <p className="history-empty">The edits of the selected picture appear here.</p>;
  if (phase === 'loading') return null;
  if (phase === 'failed')
    return <p className="history-empty">The history of this picture could not be read.</p>;
  return (
    <p className="history-empty">
      No edits yet. Describe a change and press <Kbd keys="Mod+Enter" />.
    </p>
  );
}
