import { type DragEvent, useRef } from 'react';

const TYPE = 'application/x-reseed-run';

function cardOf(event: DragEvent): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-run]') : null;
}

/** Drag handlers for a list of cards: above the middle means before, below means after. */
export function useCardDrag(onMoved: (runId: number, beforeRunId: number | null) => void) {
  const target = useRef<HTMLElement | null>(null);
  const clear = () => {
    target.current?.removeAttribute('data-landing');
    target.current = null;
  };
  const isBelow = (event: DragEvent, card: HTMLElement) => {
    const { top, height } = card.getBoundingClientRect();
    return event.clientY > top + height / 2;
  };
  return {
    onDragStart: (event: DragEvent) => {
      const card = cardOf(event);
      if (!card?.draggable || !card.dataset.run) return;
      event.dataTransfer.setData(TYPE, card.dataset.run);
      event.dataTransfer.effectAllowed = 'move';
    },
    onDragOver: (event: DragEvent) => {
      const card = cardOf(event);
      if (!event.dataTransfer.types.includes(TYPE) || !card?.draggable) return;
      event.preventDefault();
      if (target.current !== card) clear();
      target.current = card;
      card.dataset.landing = isBelow(event, card) ? 'below' : 'above';
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) clear();
    },
    onDragEnd: clear,
    onDrop: (event: DragEvent) => {
      const card = cardOf(event);
      const runId = Number(event.dataTransfer.getData(TYPE));
      clear();
      if (!card?.draggable || !runId) return;
      event.preventDefault();
      const after = card.nextElementSibling;
      const next = after instanceof HTMLElement && after.draggable ? after : null;
      const before = isBelow(event, card) ? next : card;
      if (before?.dataset.run !== String(runId))
        onMoved(runId, before?.dataset.run ? Number(before.dataset.run) : null);
    },
  };
}
