import type { Target } from '@shared/domain/library-command.ts';
import { useEffect } from 'react';
import { useStores } from '../../stores/context.tsx';
import { draggedPictures, PICTURES_TYPE } from '../../stores/picture-drag.ts';

/*
 * One drag for inside and outside. A page's own drag cannot become a drag of files when it leaves the window: the operating
 * system runs one drag at a time, from its first moment to its last. So a drag of pictures is one of files from the start, begun
 * by the main process; over this window it comes back as a drag of files, which is turned into the drag of pictures that the
 * parts of the window wait for. Pictures that are too many to be copied stay inside the window, and so does a drag with Alt.
 */

/** More are not copied while the hand waits (see `main/export/drag-out.ts`). */
const FILES_MAX = 100;

/** The pictures that are dragged as files; null when none are. */
let dragged: Target | null = null;

/** Lets pictures be dragged to other programs. */
export function useDragOut(): void {
  const { exports, library } = useStores();
  useEffect(() => {
    let held = false;
    const start = (event: DragEvent) => {
      const target = draggedPictures(event.dataTransfer);
      const { dragsFiles, startDrag: begin } = exports.getState();
      // Alt turns it round.
      if (!target || dragsFiles === event.altKey) return;
      const count = 'ids' in target ? target.ids.length : library.getState().selection.count;
      if (count > FILES_MAX) return;
      event.preventDefault();
      held = true;
      dragged = target;
      void begin(target, () => held).then((began) => {
        if (!began) dragged = null;
      });
    };
    // While the system drags, the page gets no pointer: the first it gets again says that the drag is over.
    const over = (event: PointerEvent) => {
      if (event.buttons !== 0 && event.type === 'pointermove') return;
      held = false;
      dragged = null;
    };
    const pointers = ['pointermove', 'pointerdown', 'pointerup', 'pointercancel'] as const;
    const drags = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;
    window.addEventListener('dragstart', start);
    for (const type of pointers) window.addEventListener(type, over, { capture: true });
    for (const type of drags) window.addEventListener(type, translate, { capture: true });
    return () => {
      window.removeEventListener('dragstart', start);
      for (const type of pointers) window.removeEventListener(type, over, { capture: true });
      for (const type of drags) window.removeEventListener(type, translate, { capture: true });
    };
  }, [exports, library]);
}

/** Tells whatever is under the pointer of our own files as of pictures. */
function translate(event: DragEvent): void {
  const { dataTransfer, target } = event;
  if (dragged === null || !event.isTrusted || !dataTransfer?.types.includes('Files')) return;
  event.stopImmediatePropagation();
  const data = new DataTransfer();
  data.setData(PICTURES_TYPE, JSON.stringify(dragged));
  const { clientX, clientY, relatedTarget } = event;
  const told = new DragEvent(event.type, {
    bubbles: true,
    cancelable: true,
    composed: true,
    dataTransfer: data,
    clientX,
    clientY,
    relatedTarget,
  });
  target?.dispatchEvent(told);
  if (event.type === 'drop') dragged = null;
  // What nobody takes is not to be opened by the window either.
  event.preventDefault();
  dataTransfer.dropEffect = told.defaultPrevented ? 'copy' : 'none';
}
