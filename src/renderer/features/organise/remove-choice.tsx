import { t } from '@shared/i18n/index.ts';
import { ImageMinus, Trash2 } from 'lucide-react';
import { useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import './asked.css';

/** In a collection, removing may mean two things. */
export function RemoveChoice({ onDone }: { readonly onDone: () => void }) {
  const { library, organise } = useStores();
  const { collection } = library.getState().query.filter;
  const uncollect = () => {
    onDone();
    const target = library.getState().targetOfSelection();
    if (target && collection !== undefined)
      void organise.getState().run({ do: 'uncollect', collection, target });
  };
  const remove = () => {
    onDone();
    void library.getState().removeSelected();
  };
  return (
    <div className="remove-choice">
      <Button onClick={uncollect}>
        <ImageMinus size={14} aria-hidden />
        {t.organise.removeFrom}
      </Button>
      <Button onClick={remove}>
        <Trash2 size={14} aria-hidden />
        {t.organise.removeFromLibrary}
      </Button>
    </div>
  );
}
