import type { ImageRecord } from '@shared/domain/image.ts';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { type CanvasEngine, type CanvasSnapshot, createCanvasEngine } from '../../canvas/engine.ts';
import { pairLayout, soloLayout } from '../../canvas/pair.ts';
import type { Shown } from './shown.ts';

export interface StageRefs {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly beforePane: RefObject<HTMLDivElement | null>;
  readonly beforeLayer: RefObject<HTMLDivElement | null>;
  readonly afterPane: RefObject<HTMLDivElement | null>;
  readonly afterLayer: RefObject<HTMLDivElement | null>;
  readonly handle: RefObject<HTMLDivElement | null>;
}

interface Wanted {
  readonly shown: Shown;
  readonly before: ImageRecord;
  readonly after: ImageRecord | null;
  readonly swapped: boolean;
  readonly holdingBefore: boolean;
  readonly onFrame: (snapshot: CanvasSnapshot) => void;
  readonly onCommit: (snapshot: CanvasSnapshot) => void;
}

/** Keeps one engine on the stage's elements for as long as they are there, and tells it what to show. */
export function useEngine(refs: StageRefs, engine: RefObject<CanvasEngine | null>, wanted: Wanted): void {
  const { shown, before, after, swapped, holdingBefore } = wanted;
  const callbacks = useRef(wanted);
  callbacks.current = wanted;
  const lastRoot = useRef<number | null>(null);

  useLayoutEffect(() => {
    const { frame, beforePane, beforeLayer, afterPane, afterLayer, handle } = refs;
    if (!frame.current || !beforePane.current || !beforeLayer.current) return;
    if (!afterPane.current || !afterLayer.current || !handle.current) return;
    const made = createCanvasEngine(
      {
        frame: frame.current,
        before: { pane: beforePane.current, layer: beforeLayer.current },
        after: { pane: afterPane.current, layer: afterLayer.current },
        handle: handle.current,
      },
      {
        onFrame: (snapshot) => callbacks.current.onFrame(snapshot),
        onCommit: (snapshot) => callbacks.current.onCommit(snapshot),
      },
    );
    engine.current = made;
    return () => {
      made.destroy();
      engine.current = null;
    };
  }, [refs, engine]);

  useLayoutEffect(() => {
    engine.current?.setMode(shown.mode);
  }, [engine, shown.mode]);

  useLayoutEffect(() => {
    engine.current?.show({
      layout: after ? pairLayout(before, after, shown.subject) : soloLayout(before),
      natural: { before, after: after ?? before },
      // Within one tree the same detail stays in sight: that is what one compares.
      keepView: lastRoot.current === before.rootId,
    });
    lastRoot.current = before.rootId;
  }, [engine, before, after, shown.subject]);

  const splitOf = shown.mode === 'split' ? (after?.id ?? null) : null;
  useLayoutEffect(() => {
    if (splitOf !== null) engine.current?.slideIn();
  }, [engine, splitOf]);

  useLayoutEffect(() => engine.current?.setSwapped(swapped), [engine, swapped]);
  useLayoutEffect(() => engine.current?.peek(holdingBefore ? 'before' : null), [engine, holdingBefore]);
}
