import type { CommandId } from '@shared/domain/commands.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import { t } from '@shared/i18n/index.ts';
import type { Ref, RefObject } from 'react';
import type { CanvasEngine, CanvasSnapshot } from '../../canvas/engine.ts';
import { fileInfoText } from '../../format/file-info.ts';
import { useImage } from '../../stores/context.tsx';
import { dragStarted } from '../../stores/picture-drag.ts';
import { SeedChip } from '../../ui/seed-chip.tsx';
import { FinishActions } from '../finish/index.ts';
import { Lineage } from '../history/index.ts';
import { CloserControls, ModeControls } from './mode-controls.tsx';
import { PictureNotes } from './picture-notes.tsx';
import { ZoomControls } from './zoom-controls.tsx';

interface CanvasBarProps {
  readonly image: ImageRecord;
  /** The picture that can be put back: the result of a before/after, otherwise the same picture. */
  readonly result: ImageRecord;
  /** Seed of the edit that made it, or null for an imported picture. */
  readonly seed: number | null;
  readonly engine: RefObject<CanvasEngine | null>;
  readonly snapshot: CanvasSnapshot;
  readonly zoomField: Ref<HTMLInputElement>;
  readonly onAction: (command: CommandId) => void;
}

/** Below the picture, never over it: its information and the viewing tools. */
export function CanvasBar({ image, result, seed, engine, snapshot, zoomField, onAction }: CanvasBarProps) {
  const copies = useImage(image.id)?.copies ?? 1;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are what is pressed.
    <footer
      className="canvas-bar"
      onMouseDown={(event) => {
        // Clicks don't take the focus: the next Space shows before instead of pressing the button again.
        if (!(event.target instanceof Element) || !event.target.closest('.canvas-tools button')) return;
        event.preventDefault();
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      }}
    >
      <p className="canvas-caption">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: A drag on the picture moves the view; one on its name takes the
            picture elsewhere, as Export and Copy do for those who use no mouse. */}
        <span
          dir="auto"
          className="canvas-name"
          title={image.name}
          draggable
          onDragStart={(event) => dragStarted(event, { ids: [image.id] })}
        >
          {image.name}
        </span>
        <Lineage imageId={image.id} parentId={image.parentId} compact />
        <span className="canvas-facts numerals">{fileInfoText(image)}</span>
        {copies > 1 ? <span className="canvas-copies">{t.selection.sameFile(copies)}</span> : null}
        <PictureNotes notes={image.notes ?? []} />
        {seed === null ? null : (
          <span className="canvas-seed">
            {t.canvas.seed}
            <SeedChip seed={seed} />
          </span>
        )}
      </p>
      <FinishActions image={result} onCommand={onAction} />
      <ZoomControls engine={engine} snapshot={snapshot} field={zoomField} />
      <CloserControls onAction={onAction} />
      <ModeControls onAction={onAction} />
    </footer>
  );
}
