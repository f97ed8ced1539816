import { t } from '@shared/words/index.ts';
import { useLibrary, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { useQuery } from './use-query.ts';

/** What the Trash is, and the way out of it. */
export function TrashBar() {
  const { library, organise } = useStores();
  const { query } = useQuery();
  const total = useLibrary((state) => state.total);
  const selected = useLibrary((state) => state.selection.count);
  if (query.place !== 'trash') return null;
  const restore = () => {
    const { targetOfSelection } = library.getState();
    const target = targetOfSelection() ?? { query, between: null, except: [] };
    void organise.getState().run({ do: 'restore', target });
  };
  return (
    <div className="trash-bar">
      <p className="meta">{total === 0 ? t.organise.trashTeaches : t.organise.trashKeeps}</p>
      {total === 0 ? null : (
        <div className="trash-buttons">
          <Button small onClick={restore}>
            {selected === 0 ? t.organise.restoreAll : t.organise.restore}
          </Button>
        </div>
      )}
    </div>
  );
}
