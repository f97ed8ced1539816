import { t } from '@shared/i18n/index.ts';
import type { DragEvent } from 'react';
import { useStores } from '../../stores/context.tsx';
import { dragStarted } from '../../stores/picture-drag.ts';

/** Drags the selected pictures, or an unselected one alone. The selection stays, since it is the next edit's source. */
export function useTileDrag(): (event: DragEvent) => void {
  const { library } = useStores();
  return (event) => {
    const tile = event.target instanceof Element && event.target.closest<HTMLElement>('[data-at]');
    // With these keys, a drag draws a rectangle.
    if (!tile || event.shiftKey || event.ctrlKey || event.metaKey) return event.preventDefault();
    const id = Number(tile.dataset.id);
    const position = Number(tile.dataset.at);
    const { selection, targetOfSelection } = library.getState();
    if (!selection.isSelected(id, position)) return dragStarted(event.nativeEvent, { ids: [id] });
    const target = targetOfSelection();
    if (!target) return;
    if (selection.count > 1) showCount(event, selection.count);
    dragStarted(event.nativeEvent, target);
  };
}

/** Shows a number as the drag image of many pictures. */
function showCount(event: DragEvent, count: number): void {
  const label = document.createElement('div');
  label.className = 'drag-count';
  label.textContent = t.common.pictures(count);
  document.body.append(label);
  event.dataTransfer.setDragImage(label, 0, 0);
  setTimeout(() => label.remove());
}
