import type { Target } from '@shared/domain/library-command.ts';
import { useEffect } from 'react';
import { useStores } from '../../stores/context.tsx';
import { draggedPictures, PICTURES_TYPE } from '../../stores/picture-drag.ts';

/* One kind of drag for inside and outside. A page's drag can't become a file drag when it leaves the window,
   because the operating system runs a single drag from start to end. So dragging pictures starts a file drag
   in main. Over this window it returns as a file drag and is translated into the picture drag that the
   window's parts expect. Too many pictures to copy, and drags with Alt, stay inside the window. */

/** More aren't copied during a drag (see `main/export/drag-out.ts`). */
const FILES_MAX = 100;

/** The pictures dragged as files, or null. */
let dragged: Target | null = null;

/** Allows dragging pictures to other programs. */
export function useDragOut(): void {
  const { exports, library } = useStores();
  useEffect(() => {
    let held = false;
    const start = (event: DragEvent) => {
      const target = draggedPictures(event.dataTransfer);
      const { dragsFiles, startDrag: begin } = exports.getState();
      // Alt inverts it.
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
    // During a system drag the page gets no pointer events, so the first one means that the drag has ended.
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

/** Dispatches our own file drags to the element under the pointer as picture drags. */
function translate(event: DragEvent): void {
  const { dataTransfer, target } = event;
  if (dragged === null || !event.isTrusted || !dataTransfer?.types.includes('Files')) return;
  event.stopImmediatePropagation();
  const data = new DataTransfer();
  data.setData(PICTURES_TYPE, JSON.stringify(dragged));
  const { clientX, clientY, relatedTarget } = event;
  const probe = new DragEvent(event.type, {
    bubbles: true,
    cancelable: true,
    composed: true,
    dataTransfer: data,
    clientX,
    clientY,
    relatedTarget,
  });
  target?.dispatchEvent(probe);
  if (event.type === 'drop') dragged = null;
  // Prevents the window from opening unhandled drops.
  event.preventDefault();
  dataTransfer.dropEffect = probe.defaultPrevented ? 'copy' : 'none';
}
