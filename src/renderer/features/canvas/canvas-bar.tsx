import type { ImageRecord } from '@shared/domain/image.ts';
import { Columns2, SquareSplitHorizontal } from 'lucide-react';
import type { Ref, RefObject } from 'react';
import type { CanvasEngine, CanvasSnapshot } from '../../canvas/engine.ts';
import { useStores, useView } from '../../stores/context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { SeedChip } from '../../ui/seed-chip.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { factsText } from '../../words/facts.ts';
import { ZoomControls } from './zoom-controls.tsx';

interface CanvasBarProps {
  readonly image: ImageRecord;
  /** Seed of the edit that made it; null for an imported picture. */
  readonly seed: number | null;
  readonly engine: RefObject<CanvasEngine | null>;
  readonly snapshot: CanvasSnapshot;
  readonly zoomField: Ref<HTMLInputElement>;
  readonly sideBySide: boolean;
  readonly onSideBySide: (sideBySide: boolean) => void;
}

/** Under the picture, never over it: what it is, and the tools to look at it. */
export function CanvasBar({
  image,
  seed,
  sideBySide,
  onSideBySide,
  engine,
  snapshot,
  zoomField,
}: CanvasBarProps) {
  const { view } = useStores();
  const comparable = useView((state) => state.pair !== null);
  const comparing = useView((state) => state.comparing);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are what is pressed.
    <footer
      className="canvas-bar"
      onMouseDown={(event) => {
        // A click takes no focus: the next Space shows before, and does not press the button again.
        if (!(event.target instanceof Element) || !event.target.closest('.canvas-tools button')) return;
        event.preventDefault();
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      }}
    >
      <p className="canvas-caption">
        <span className="canvas-name" title={image.name}>
          {image.name}
        </span>
        <span className="canvas-facts numerals">{factsText(image)}</span>
        {seed === null ? null : (
          <span className="canvas-seed">
            Seed
            <SeedChip seed={seed} />
          </span>
        )}
      </p>
      <ZoomControls engine={engine} snapshot={snapshot} field={zoomField} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms. */}
      <div className="canvas-tools" role="group" aria-label="Before and after">
        <Tooltip
          content={comparable ? 'Before and after with a slider' : 'There is no result to compare with yet'}
          keys="C"
        >
          <Button
            variant="ghost"
            small
            className="canvas-compare"
            aria-pressed={comparing}
            aria-disabled={!comparable}
            onClick={() => view.getState().comparingChanged(!comparing)}
          >
            <SquareSplitHorizontal size={16} strokeWidth={1.75} aria-hidden />
            <span className="canvas-compare-word">Compare</span>
          </Button>
        </Tooltip>
        <IconButton
          icon={Columns2}
          label="Side by side"
          aria-pressed={comparing && sideBySide}
          disabled={!comparing}
          onClick={() => onSideBySide(!sideBySide)}
        />
      </div>
    </footer>
  );
}
