import { t } from '@shared/i18n/index.ts';
import { Crosshair, Maximize, UnfoldHorizontal, ZoomIn, ZoomOut } from 'lucide-react';
import { useStores } from '../../../stores/context.tsx';
import { IconButton } from '../../../ui/button.tsx';
import type { GraphView } from './use-graph-view.ts';
import './graph-tools.css';

interface GraphToolsProps {
  readonly view: GraphView;
  /** Whether a branch is collapsed or a stack is open. */
  readonly folded: boolean;
  readonly onShow: () => void;
}

/** View options of the graph. */
export function GraphTools({ view, folded, onShow }: GraphToolsProps) {
  const { historyView } = useStores();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="graph-tools" role="group" aria-label={t.history.tree}>
      {folded ? (
        <IconButton
          icon={UnfoldHorizontal}
          label={t.history.unfoldAll}
          small
          onClick={() => historyView.getState().unfoldAll()}
        />
      ) : null}
      <IconButton icon={Crosshair} label={t.history.showChosen} small onClick={onShow} />
      <IconButton icon={ZoomOut} label={t.history.zoomOut} small onClick={() => view.zoomBy(-1)} />
      <IconButton icon={ZoomIn} label={t.history.zoomIn} small onClick={() => view.zoomBy(1)} />
      <IconButton icon={Maximize} label={t.history.fit} small onClick={() => view.fit()} />
    </div>
  );
}
