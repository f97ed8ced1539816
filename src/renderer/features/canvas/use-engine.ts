import type { ImageRecord } from '@shared/domain/image.ts';
import { t } from '@shared/i18n/index.ts';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { type CanvasEngine, type CanvasSnapshot, createCanvasEngine } from '../../canvas/engine.ts';
import type { Probe } from '../../canvas/probe.ts';
import { stageLayout } from '../../canvas/stage-layout.ts';
import type { PicturePlace } from '../../canvas/tools/tool.ts';
import type { PaneRefs } from './picture-layer.tsx';
import type { Shown } from './shown.ts';

export interface StageRefs {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly panes: readonly PaneRefs[];
  readonly handle: RefObject<HTMLDivElement | null>;
}

export interface Wanted {
  readonly shown: Shown;
  /** In the order of `shown.ids`. */
  readonly images: readonly ImageRecord[];
  readonly swapped: boolean;
  readonly holdingBefore: boolean;
  /** Milliseconds per picture of a blink. Null pauses. */
  readonly pace: number | null;
  /** Whether and why to report the pixels under the pointer. Reported again when this changes. */
  readonly probing: 'off' | 'color' | 'loupe';
  readonly onFrame: (snapshot: CanvasSnapshot, place: PicturePlace | null) => void;
  readonly onCommit: (snapshot: CanvasSnapshot) => void;
  readonly onProbe: (probe: Probe) => void;
  /** Returns the height of the options below the stage, in CSS pixels. */
  readonly below: () => number;
}

/** Keeps one engine on the stage's elements while they are mounted, and passes it what to show. */
export function useEngine(refs: StageRefs, engine: RefObject<CanvasEngine | null>, wanted: Wanted): void {
  const { shown, images, swapped, holdingBefore, pace, probing } = wanted;
  const callbacks = useRef(wanted);
  callbacks.current = wanted;
  const lastRoot = useRef<number | null>(null);

  useLayoutEffect(() => {
    const frame = refs.frame.current;
    const handle = refs.handle.current;
    const panes = refs.panes.flatMap(({ pane, layer, grid }) =>
      pane.current && layer.current && grid.current
        ? [{ pane: pane.current, layer: layer.current, grid: grid.current }]
        : [],
    );
    if (!frame || !handle || panes.length !== refs.panes.length) return;
    const made = createCanvasEngine(
      { frame, panes, handle },
      {
        onFrame: (snapshot, place) => callbacks.current.onFrame(snapshot, place),
        onCommit: (snapshot) => callbacks.current.onCommit(snapshot),
        onProbe: (probe) => callbacks.current.onProbe(probe),
        below: () => callbacks.current.below(),
        splitText: (percent, side) => t.canvas.sliderAt(percent, side),
      },
    );
    engine.current = made;
    return () => {
      made.destroy();
      engine.current = null;
    };
  }, [refs, engine]);

  const { kind } = shown.arrangement;
  const top = shown.arrangement.kind === 'stack' ? shown.arrangement.top : 0;
  useLayoutEffect(() => {
    engine.current?.arrange(kind === 'stack' ? { kind, top } : { kind });
  }, [engine, kind, top]);

  const { reference, subject } = shown;
  useLayoutEffect(() => {
    const rootId = images[reference]?.rootId ?? null;
    engine.current?.show({
      layout: stageLayout(images, { reference, subject }),
      natural: images,
      // Within one tree the same detail stays visible, for comparison.
      keepView: lastRoot.current === rootId,
    });
    lastRoot.current = rootId;
  }, [engine, images, reference, subject]);

  const splitOf = kind === 'split' ? (shown.ids[1] ?? null) : null;
  useLayoutEffect(() => {
    if (splitOf !== null) engine.current?.slideIn();
  }, [engine, splitOf]);

  useLayoutEffect(() => engine.current?.setSwapped(swapped), [engine, swapped]);
  useLayoutEffect(() => engine.current?.peek(holdingBefore ? 0 : null), [engine, holdingBefore]);
  useLayoutEffect(() => engine.current?.setPace(kind === 'blink' ? pace : null), [engine, kind, pace]);
  useLayoutEffect(() => engine.current?.setProbing(probing !== 'off'), [engine, probing]);
}
