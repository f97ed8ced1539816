import { t } from '@shared/i18n/index.ts';
import { ImageMinus, Trash2 } from 'lucide-react';
import { useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import './remove-choice.css';

/** In a collection, removing is ambiguous. */
export function RemoveChoice({ onDone }: { readonly onDone: () => void }) {
  const { library, changes } = useStores();
  const { collection } = library.getState().query.filter;
  const uncollect = () => {
    onDone();
    const target = library.getState().targetOfSelection();
    if (target && collection !== undefined)
      void changes.getState().run({ do: 'uncollect', collection, target });
  };
  const remove = () => {
    onDone();
    void library.getState().removeSelected();
  };
  return (
    <div className="remove-choice">
      <Button onClick={uncollect}>
        <ImageMinus size={14} aria-hidden />
        {t.labels.removeFrom}
      </Button>
      <Button onClick={remove}>
        <Trash2 size={14} aria-hidden />
        {t.selection.removeFromLibrary}
      </Button>
    </div>
  );
}
