import type { Target } from '@shared/domain/library-command.ts';
import { t } from '@shared/words/index.ts';
import { useLibrary, useStores } from '../../stores/context.tsx';
import type { LibraryState } from '../../stores/library-store.ts';
import { Button } from '../../ui/button.tsx';
import { bytesText } from '../../words/facts.ts';
import { useQuery } from './use-query.ts';
import './trash-bar.css';

/** What the Trash is, and the ways out of it: for what is selected, else for all. */
export function TrashBar() {
  const { library, organise } = useStores();
  const { query } = useQuery();
  const total = useLibrary((state) => state.total);
  const selected = useLibrary(selectedHere);
  const bytes = useLibrary(bytesHere);
  if (query.place !== 'trash') return null;
  const all: Target = { query, between: null, except: [] };
  const target = () => (selected > 0 ? library.getState().targetOfSelection() : null) ?? all;
  const { run, purge } = organise.getState();
  return (
    <div className="trash-bar">
      <p className="meta">
        {total === 0
          ? t.organise.trashTeaches
          : `${t.organise.trashHas(total, bytes === null ? null : bytesText(bytes))} ${t.organise.trashKeeps}`}
      </p>
      {total === 0 ? null : (
        <div className="trash-buttons">
          <Button small onClick={() => void run({ do: 'restore', target: target() })}>
            {selected === 0 ? t.organise.restoreAll : t.organise.restore}
          </Button>
          {selected === 0 ? null : (
            <Button small title={t.organise.deleteForGoodHint} onClick={() => void purge(target())}>
              {t.organise.deleteForGood}
            </Button>
          )}
          <Button small title={t.organise.deleteForGoodHint} onClick={() => void purge(all)}>
            {t.organise.emptyTrash}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Pictures of the Trash that are selected: the one on the canvas may be another one still. */
function selectedHere({ selection, selectedId, byId }: LibraryState): number {
  if (selection.span) return selection.span.query.place === 'trash' ? selection.count : 0;
  const isHere = selectedId !== null && (byId.get(selectedId)?.deletedAt ?? null) !== null;
  return isHere ? selection.count : 0;
}

/** How large the files of the Trash are, each counted once; null while not all of it is loaded. */
function bytesHere({ query, chunks, total }: LibraryState): number | null {
  if (query.place !== 'trash') return null;
  const pictures = [...chunks.values()].flat();
  if (pictures.length < total) return null;
  return [...new Map(pictures.map(({ sha256, bytes }) => [sha256, bytes])).values()].reduce(
    (a, b) => a + b,
    0,
  );
}
