import type { ImageRecord } from '@shared/domain/image.ts';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CanvasEngine, CanvasSnapshot } from '../../canvas/engine.ts';
import { zoomText } from '../../canvas/zoom-steps.ts';
import { useLibrary, useStores, useView } from '../../stores/context.tsx';
import type { LibraryState } from '../../stores/library-store.ts';
import type { ViewState, ZoomAction } from '../../stores/view-store.ts';
import './canvas.css';
import { CanvasBar } from './canvas-bar.tsx';
import { type Shown, shownOf } from './shown.ts';
import { SideLabels } from './side-labels.tsx';
import { Stage } from './stage.tsx';

const selectedIdOf = (state: LibraryState): number | null => state.selectedId;
const viewOf = ({ pair, comparing, swapped, holdingBefore }: ViewState) => ({
  pair,
  comparing,
  swapped,
  holdingBefore,
});

/** The picture, large: alone, or before and after. */
export function Canvas() {
  const selectedId = useLibrary(selectedIdOf);
  const view = useView(useShallow(viewOf));
  const [sideBySide, setSideBySide] = useState(false);
  const shown = shownOf({ selectedId, pair: view.pair, comparing: view.comparing, sideBySide });
  const before = usePicture(shown?.beforeId ?? null);
  const after = usePicture(shown?.afterId ?? null);
  const ready = shown && before && (shown.afterId === null || after);
  return (
    <section className="canvas" aria-label="Canvas">
      {ready ? (
        <Pictures
          {...view}
          shown={shown}
          before={before}
          after={after}
          sideBySide={sideBySide}
          onSideBySide={setSideBySide}
        />
      ) : (
        <div className="canvas-stage">
          {selectedId === null ? <p className="canvas-words">Choose a picture to see it here.</p> : null}
        </div>
      )}
    </section>
  );
}

interface PicturesProps {
  readonly shown: Shown;
  readonly before: ImageRecord;
  readonly after: ImageRecord | null;
  readonly comparing: boolean;
  readonly swapped: boolean;
  readonly holdingBefore: boolean;
  readonly sideBySide: boolean;
  readonly onSideBySide: (sideBySide: boolean) => void;
}

function Pictures({ shown, before, after, comparing, sideBySide, onSideBySide, ...sides }: PicturesProps) {
  const engine = useRef<CanvasEngine | null>(null);
  const zoomField = useRef<HTMLInputElement>(null);
  const [snapshot, setSnapshot] = useState<CanvasSnapshot>({ zoom: 1, fit: true, split: 0.5 });
  useZoomRequests(engine);
  const subject = shown.subject === 'after' && after ? after : before;
  const beforeSeed = useSeedOf(before);
  const afterSeed = useSeedOf(after);
  return (
    <>
      <Stage
        {...sides}
        shown={shown}
        before={before}
        after={after}
        engine={engine}
        onFrame={({ zoom }) => {
          if (zoomField.current && zoomField.current !== document.activeElement)
            zoomField.current.value = zoomText(zoom);
        }}
        onCommit={setSnapshot}
      >
        {comparing ? (
          <SideLabels beforeSeed={beforeSeed} afterSeed={afterSeed} swapped={sides.swapped} />
        ) : null}
        {!comparing && sides.holdingBefore && after ? (
          <p className="canvas-label canvas-label-held">Before</p>
        ) : null}
      </Stage>
      <CanvasBar
        image={subject}
        seed={subject === after ? afterSeed : beforeSeed}
        engine={engine}
        snapshot={snapshot}
        zoomField={zoomField}
        sideBySide={sideBySide}
        onSideBySide={onSideBySide}
      />
    </>
  );
}

/** A picture's record, asked for when it is not known. */
function usePicture(id: number | null): ImageRecord | null {
  const { library } = useStores();
  const image = useLibrary((state) => (id === null ? null : (state.byId.get(id) ?? null)));
  useEffect(() => {
    if (id !== null) void library.getState().wanted(id);
  }, [id, library]);
  return image;
}

/** The seed a result was made with: from its tree as far as that is loaded, else asked for. */
function useSeedOf(image: ImageRecord | null): number | null {
  const { history } = useStores();
  const [asked, setAsked] = useState<{ readonly id: number; readonly seed: number | null } | null>(null);
  useEffect(() => {
    if (!image?.editId) return;
    let wanted = true;
    void history
      .getState()
      .seedOf(image)
      .then((seed) => wanted && setAsked({ id: image.id, seed }));
    return () => {
      wanted = false;
    };
  }, [image, history]);
  return image !== null && asked?.id === image.id ? asked.seed : null;
}

/** Carries out what zoom keys and menus ask for, once each. */
function useZoomRequests(engine: RefObject<CanvasEngine | null>): void {
  const { view } = useStores();
  useEffect(() => {
    const actions: Readonly<Record<ZoomAction, () => void>> = {
      in: () => engine.current?.zoomStep('in'),
      out: () => engine.current?.zoomStep('out'),
      fit: () => engine.current?.fit(),
      actual: () => engine.current?.zoomTo(1),
    };
    return view.subscribe((state, before) => {
      if (state.zoom && state.zoom !== before.zoom) actions[state.zoom.action]();
    });
  }, [engine, view]);
}
