import type { CommandId } from '@shared/domain/commands.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import { t } from '@shared/i18n/index.ts';
import { useMemo, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CanvasEngine, CanvasSnapshot } from '../../canvas/engine.ts';
import { zoomText } from '../../canvas/zoom-steps.ts';
import { useBlame, useLibrary, useMerge, useSettings, useStores, useView } from '../../stores/context.tsx';
import type { ViewState } from '../../stores/view-store.ts';
import { Deferred } from '../../ui/deferred.tsx';
import { BlameLayer, BlameLegend, BlameTip } from '../blame/index.ts';
import { FinishPanel, FinishPreviewLayer } from '../finish/index.ts';
import type { LibraryState } from '../library/library-state.ts';
import { MaskLayer, type MaskView, ToolBar, ToolOptions } from '../mask/index.ts';
import { MergeView } from '../merge/index.ts';
import './canvas.css';
import './compare.css';
import { CanvasBar } from './canvas-bar.tsx';
import { Loupe, loupeSide, loupeSpans } from './loupe.tsx';
import { BlinkOptions, DifferenceOptions } from './mode-options.tsx';
import { Numbers } from './numbers.tsx';
import { PaneLabel } from './pane-label.tsx';
import { pixelReader } from './pixel-reader.ts';
import { createProbeStore } from './probe-store.ts';
import { RunningCard } from './running-card.tsx';
import { resultPlace, type Shown, shownOf } from './shown.ts';
import { SideLabel, SideLabels } from './side-labels.tsx';
import { sideWords } from './side-words.ts';
import { Stage } from './stage.tsx';
import {
  useColorCopy,
  useReducedMotion,
  useRemovedLeave,
  useRestMode,
  useViewRequests,
} from './use-canvas-requests.ts';
import { useDifference } from './use-difference.ts';
import { usePictures, useSeeds } from './use-pictures.ts';
import { useQuiet } from './use-quiet.ts';

const selectedIdOf = (state: LibraryState): number | null => state.selectedId;
const viewOf = ({ pair, group, comparing, mode }: ViewState) => ({ pair, group, comparing, mode });
const NOTHING: readonly number[] = [];

interface CanvasProps {
  /** Runs a button's command as its shortcut would. */
  readonly onAction: (command: CommandId) => void;
}

/** The large picture: alone, or compared with others. */
export function Canvas({ onAction }: CanvasProps) {
  const selectedId = useLibrary(selectedIdOf);
  const view = useView(useShallow(viewOf));
  const full = useView((state) => state.fillsWindow);
  const shown = useMemo(() => shownOf({ selectedId, ...view }), [selectedId, view]);
  const images = usePictures(shown?.ids ?? NOTHING);
  const merging = useMerge((state) => state.target);
  const root = useRef<HTMLElement>(null);
  useRestMode();
  useQuiet(root, full);
  return (
    <section ref={root} className="canvas" aria-label={t.canvas.title} data-full={full || undefined}>
      {merging ? (
        <MergeView target={merging} />
      ) : shown && images ? (
        <Pictures shown={shown} images={images} onAction={onAction} />
      ) : (
        <div className="canvas-stage">
          {selectedId === null ? <p className="canvas-words">{t.canvas.choose}</p> : null}
        </div>
      )}
    </section>
  );
}

interface PicturesProps extends CanvasProps {
  readonly shown: Shown;
  readonly images: readonly ImageRecord[];
}

const sidesOf = ({ swapped, peekingBefore, blinkPaused, loupe, fillsWindow }: ViewState) => ({
  swapped,
  holdingBefore: peekingBefore,
  blinkPaused,
  loupe,
  full: fillsWindow,
});

function Pictures({ shown, images, onAction }: PicturesProps) {
  const engine = useRef<CanvasEngine | null>(null);
  const zoomField = useRef<HTMLInputElement>(null);
  const map = useRef<HTMLCanvasElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const maskView = useRef<MaskView | null>(null);
  const foot = useRef<HTMLDivElement>(null);
  const [snapshot, setSnapshot] = useState<CanvasSnapshot>({ zoom: 1, fit: true, split: 0.5 });
  const [probe] = useState(() => createProbeStore(pixelReader));
  const { swapped, holdingBefore, blinkPaused, loupe, full } = useView(useShallow(sidesOf));
  const settings = useSettings((state) => state.settings);
  const { blame } = useStores();
  const blaming = useBlame((state) => state.mode !== 'off');
  // Not while the key is held: the picture must not move under the pointer.
  const hasLegend = useBlame((state) => state.mode === 'on');
  const reducedMotion = useReducedMotion();
  const seeds = useSeeds(images);
  const { mode } = shown;
  useRemovedLeave(images, mode);
  useViewRequests(engine);
  useColorCopy(probe, shown);
  const subject = images[shown.subject] ?? images[0];
  const [before, after] = images;
  const wish = useMemo(
    () =>
      mode === 'difference' && before && after
        ? { before, after, gain: settings.differenceGain, threshold: settings.differenceThreshold }
        : null,
    [mode, before, after, settings.differenceGain, settings.differenceThreshold],
  );
  const difference = useDifference(map, wish);
  const seedOf = (image: ImageRecord | undefined) => (image ? (seeds.get(image.id) ?? null) : null);
  const words = before && after ? sideWords(before, after) : null;

  const labelOf = (place: number) => {
    const image = images[place];
    if (!image) return null;
    if (mode === 'grid') return <PaneLabel image={image} seed={seedOf(image)} />;
    const word = words?.[place];
    if (word !== undefined && (mode === 'side' || mode === 'blink'))
      return (
        <span className="canvas-label-held">
          <SideLabel word={word} seed={seedOf(image)} />
        </span>
      );
    if (place === 0 && holdingBefore && mode !== 'split')
      return <p className="canvas-label canvas-label-held">{t.canvas.before}</p>;
    return null;
  };
  const measured = measuredPair(shown, images);
  // The selected picture, which the next edit uses.
  const alone = mode === null;
  if (!subject) return null;
  const result = images[resultPlace(shown)] ?? subject;
  return (
    <>
      <div ref={stage} className="canvas-stage-box">
        {full ? null : (
          <Deferred>
            <ToolBar onCommand={onAction} />
          </Deferred>
        )}
        <Stage
          shown={shown}
          images={images}
          swapped={swapped}
          holdingBefore={holdingBefore}
          pace={blinkPaused || reducedMotion ? null : settings.blinkMs}
          probing={loupe ? 'loupe' : settings.numbersOpen || blaming ? 'color' : 'off'}
          arrowsLeave={full}
          engine={engine}
          labelOf={labelOf}
          overOf={(place) => {
            const image = images[place];
            const over = blaming && image === result ? <BlameLayer imageId={image.id} /> : null;
            if (wish && place === 1)
              return (
                <>
                  <canvas ref={map} className="canvas-difference" aria-hidden />
                  {over}
                </>
              );
            return over ?? (image ? <FinishPreviewLayer image={image} /> : null);
          }}
          onToolKey={(event) => maskView.current?.key(event) ?? false}
          onFrame={({ zoom }, place) => {
            maskView.current?.setPlace(place);
            if (zoomField.current && zoomField.current !== document.activeElement)
              zoomField.current.value = zoomText(zoom);
          }}
          onCommit={setSnapshot}
          below={() => optionsHeight(foot.current)}
          onProbe={(at) => {
            if (blaming) blame.getState().hover(at.pixels[images.indexOf(result)] ?? null, at.at);
            if (!loupe && !settings.numbersOpen) return;
            void probe.getState().readPixels(at, images, {
              spans: loupe ? loupeSpans(images, shown.reference) : [],
              side: loupeSide(images.length) * Math.max(1, Math.round(window.devicePixelRatio)),
            });
          }}
        >
          {mode === 'split' && words ? (
            <SideLabels
              words={words}
              beforeSeed={seedOf(before)}
              afterSeed={seedOf(after)}
              swapped={swapped}
            />
          ) : null}
          {alone ? <MaskLayer imageId={subject.id} engine={engine} view={maskView} /> : null}
          {blaming ? <BlameTip /> : null}
          {alone ? <RunningCard /> : null}
          {loupe ? <Loupe store={probe} frame={stage} names={images.map(({ name }) => name)} /> : null}
        </Stage>
      </div>
      {settings.numbersOpen ? <Numbers pair={measured} probe={probe} /> : null}
      <div ref={foot} className="canvas-foot">
        <Deferred fallback={<div className="canvas-bar" />}>
          {mode === 'blink' ? <BlinkOptions reducedMotion={reducedMotion} /> : null}
          {alone ? <ToolOptions image={subject} onCommand={onAction} /> : null}
          {hasLegend ? <BlameLegend imageId={result.id} /> : null}
          <FinishPanel image={result} />
          {mode === 'difference' ? <DifferenceOptions state={difference} /> : null}
          <CanvasBar
            image={subject}
            result={result}
            seed={seedOf(subject)}
            engine={engine}
            snapshot={snapshot}
            zoomField={zoomField}
            onAction={onAction}
          />
        </Deferred>
      </div>
    </>
  );
}

/** Height of the rows above the canvas bar. */
function optionsHeight(foot: HTMLElement | null): number {
  const bar = foot?.querySelector<HTMLElement>('.canvas-bar');
  return foot && bar ? foot.clientHeight - bar.clientHeight : 0;
}

/** The two pictures being measured: the reference and the active one, or the first of the others. */
function measuredPair(
  { reference, subject }: Shown,
  images: readonly ImageRecord[],
): readonly [number, number] | null {
  const from = images[reference];
  const to = images[subject === reference ? (reference === 0 ? 1 : 0) : subject];
  return from && to ? [from.id, to.id] : null;
}
