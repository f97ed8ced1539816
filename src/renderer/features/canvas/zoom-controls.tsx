import { t } from '@shared/i18n/index.ts';
import { Maximize, Minus, Plus } from 'lucide-react';
import { type Ref, type RefObject, useState } from 'react';
import type { CanvasEngine, CanvasSnapshot } from '../../canvas/engine.ts';
import { parseZoom, zoomText } from '../../canvas/zoom-steps.ts';
import { useKeysOf } from '../../stores/context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';

interface ZoomControlsProps {
  readonly engine: RefObject<CanvasEngine | null>;
  readonly snapshot: CanvasSnapshot;
  /** The engine writes the current zoom here during a gesture. */
  readonly field: Ref<HTMLInputElement>;
}

export function ZoomControls({ engine, snapshot, field }: ZoomControlsProps) {
  const fitKey = useKeysOf('zoom-fit');
  const actualKey = useKeysOf('zoom-actual');
  const inKey = useKeysOf('zoom-in');
  const outKey = useKeysOf('zoom-out');
  const actual = Math.abs(snapshot.zoom - 1) < 0.001;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="canvas-tools" role="group" aria-label={t.canvas.zoom}>
      <IconButton
        icon={Maximize}
        label={t.canvas.fit}
        keys={fitKey}
        aria-pressed={snapshot.fit}
        onClick={() => engine.current?.fit()}
      />
      <Tooltip content={t.canvas.actualHint} keys={actualKey}>
        <Button
          variant="ghost"
          small
          className="numerals"
          aria-pressed={actual}
          onClick={() => engine.current?.zoomTo(1)}
        >
          {t.canvas.actual}
        </Button>
      </Tooltip>
      <IconButton
        icon={Minus}
        label={t.canvas.zoomOut}
        keys={outKey}
        className="canvas-zoom-step"
        onClick={() => engine.current?.zoomStep('out')}
      />
      <ZoomField
        key={snapshot.zoom}
        zoom={snapshot.zoom}
        field={field}
        onZoom={(zoom) => engine.current?.zoomTo(zoom)}
      />
      <IconButton
        icon={Plus}
        label={t.canvas.zoomIn}
        keys={inKey}
        className="canvas-zoom-step"
        onClick={() => engine.current?.zoomStep('in')}
      />
    </div>
  );
}

interface ZoomFieldProps {
  readonly zoom: number;
  readonly field: Ref<HTMLInputElement>;
  readonly onZoom: (zoom: number) => void;
}

/** The zoom as an editable number. Not controlled by React, because the engine writes to it during a gesture. */
function ZoomField({ zoom, field, onZoom }: ZoomFieldProps) {
  const [invalid, setInvalid] = useState(false);
  return (
    <input
      maxLength={12}
      ref={field}
      className="canvas-zoom numerals"
      aria-label={t.canvas.zoomField}
      aria-invalid={invalid || undefined}
      defaultValue={zoomText(zoom)}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.currentTarget.value = zoomText(zoom);
          event.currentTarget.blur();
        }
        if (event.key !== 'Enter') return;
        const typed = parseZoom(event.currentTarget.value);
        setInvalid(typed === null);
        if (typed === null) return;
        onZoom(typed);
        event.currentTarget.blur();
      }}
      onBlur={(event) => {
        setInvalid(false);
        event.currentTarget.value = zoomText(zoom);
      }}
    />
  );
}
