import { Target } from '@shared/domain/organise.ts';
import { type DragEvent, useState } from 'react';
import { useStores } from '../../stores/context.tsx';

/** The kind of data that pictures dragged out of the grid carry: a `Target`, as JSON; when it has none, the selected pictures. */
const PICTURES = 'application/x-reseed-pictures';

export type PicturesDrop = (target: Target) => void;

/** Takes pictures that are dragged onto something; without `onDrop` nothing can be dropped. */
export function usePicturesDrop(onDrop: PicturesDrop | undefined) {
  const { library } = useStores();
  const [over, setOver] = useState(false);
  if (!onDrop) return { over: false, target: {} };
  const isOurs = (event: DragEvent) => event.dataTransfer.types.includes(PICTURES);
  const take = (event: DragEvent) => {
    if (!isOurs(event)) return false;
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
        const target = parsed(event.dataTransfer.getData(PICTURES)) ?? library.getState().targetOfSelection();
        if (target) onDrop(target);
      },
    },
  };
}

function parsed(data: string): Target | null {
  try {
    return Target.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}
