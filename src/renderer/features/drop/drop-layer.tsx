import { t } from '@shared/i18n/index.ts';
import { ImageDown } from 'lucide-react';
import { useLibrary } from '../../stores/context.tsx';
import './drop.css';
import { useDragOut } from './use-drag-out.ts';
import { useDrop } from './use-drop.ts';

/** Shows where files will be dropped. */
export function DropLayer() {
  const held = useDrop();
  useDragOut();
  const nothingSelected = useLibrary((state) => state.selectedId === null);
  if (held === null) return null;
  const words = t.transfer.import;
  return (
    <div className="drop-layer" role="status">
      <div className="drop-card">
        <ImageDown size={32} strokeWidth={1.25} aria-hidden />
        <p className="drop-title">
          {held === 'address' ? words.dropAddress : held > 1 ? words.dropMany(held) : words.dropOne}
        </p>
        <p className="meta">{nothingSelected ? words.firstOpens : words.shownStays}</p>
      </div>
    </div>
  );
}
