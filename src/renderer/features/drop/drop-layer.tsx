import { ImageDown } from 'lucide-react';
import { useLibrary } from '../../stores/context.tsx';
import './drop.css';
import { useDrop } from './use-drop.ts';

/** Says where files will land, before the button is let go. */
export function DropLayer() {
  const count = useDrop();
  const nothingSelected = useLibrary((state) => state.selectedId === null);
  if (count === null) return null;
  return (
    <div className="drop-layer" role="status">
      <div className="drop-card">
        <ImageDown size={32} strokeWidth={1.25} aria-hidden />
        <p className="drop-title">
          {count > 1 ? `Add ${count} files to your library` : 'Add to your library'}
        </p>
        <p className="meta">
          {nothingSelected ? 'The first one opens for editing.' : 'The picture you see stays open.'}
        </p>
      </div>
    </div>
  );
}
