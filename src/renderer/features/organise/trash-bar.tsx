import type { Target } from '@shared/domain/organise.ts';
import { t } from '@shared/words/index.ts';
import { useLibrary, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import './organise.css';
import { useQuery } from './use-query.ts';

/** What the Trash is, and the ways out of it: for what is selected, else for all. */
export function TrashBar() {
  const { library, organise } = useStores();
  const { query } = useQuery();
  const total = useLibrary((state) => state.total);
  const selected = useLibrary((state) => state.selection.count);
  if (query.place !== 'trash') return null;
  const all: Target = { query, between: null, except: [] };
  const target = () => library.getState().targetOfSelection() ?? all;
  const { run, purge } = organise.getState();
  return (
    <div className="trash-bar">
      <p className="meta">{total === 0 ? t.organise.trashTeaches : t.organise.trashKeeps}</p>
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
