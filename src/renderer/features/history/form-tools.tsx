import { t } from '@shared/i18n/index.ts';
import { GalleryHorizontalEnd, Maximize2, Minimize2, Network } from 'lucide-react';
import { useHistory, useHistoryView, useKeysOf, useStores } from '../../stores/context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Snapshots } from './snapshots.tsx';

/** The form of the history, its snapshots, and whether all of it is loaded. */
export function FormTools({ asGraph }: { readonly asGraph: boolean }) {
  const { settings, historyView } = useStores();
  const large = useHistoryView((state) => state.large);
  const keys = useKeysOf('enlarge-history');
  return (
    <div className="history-forms">
      {large ? null : (
        <IconButton
          icon={asGraph ? GalleryHorizontalEnd : Network}
          label={asGraph ? t.history.asStrip : t.history.asGraph}
          small
          onClick={() => settings.getState().save({ historyForm: asGraph ? 'strip' : 'graph' })}
        />
      )}
      <IconButton
        icon={large ? Minimize2 : Maximize2}
        label={large ? t.history.shrink : t.history.enlarge}
        keys={keys}
        small
        aria-pressed={large}
        onClick={() => historyView.getState().setLarge(!large)}
      />
      <Snapshots />
      <NotAll />
    </div>
  );
}

function NotAll() {
  const { history } = useStores();
  const more = useHistory((state) => state.more);
  const loading = useHistory((state) => state.loadingMore);
  const count = useHistory((state) => state.editIds.length);
  if (!more) return null;
  if (loading)
    return (
      <p className="history-more" role="status">
        {t.history.loadingOlder}
      </p>
    );
  return (
    <div className="history-more">
      <p role="status">{t.history.notAll(count)}</p>
      <Button small onClick={() => void history.getState().loadMore()}>
        {t.history.loadOlder}
      </Button>
    </div>
  );
}
