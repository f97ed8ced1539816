import type { Target } from '@shared/domain/library-command.ts';
import { type DragEvent, useState } from 'react';
import { arePictures, draggedPictures } from './picture-drag.ts';

export type PicturesDrop = (target: Target) => void;

/** Handles pictures dragged onto an element. Without `onDrop`, drops aren't accepted. */
export function usePicturesDrop(onDrop: PicturesDrop | undefined) {
  const [over, setOver] = useState(false);
  if (!onDrop) return { over: false, target: {} };
  const take = (event: DragEvent) => {
    if (!arePictures(event.dataTransfer)) return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return {
    over,
    target: {
      onDragEnter: (event: DragEvent) => {
        if (take(event)) setOver(true);
      },
      onDragOver: (event: DragEvent) => {
        if (take(event)) event.dataTransfer.dropEffect = 'copy';
      },
      onDragLeave: (event: DragEvent) => {
        const into = event.relatedTarget;
        if (!(into instanceof Node && event.currentTarget.contains(into))) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (!take(event)) return;
        const target = draggedPictures(event.dataTransfer);
        if (target) onDrop(target);
      },
    },
  };
}
