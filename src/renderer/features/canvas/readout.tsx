import { t } from '@shared/i18n/index.ts';
import { Copy } from 'lucide-react';
import { useStore } from 'zustand';
import type { Pixel } from '../../canvas/probe.ts';
import { useKeysOf, useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { gained, hexOf } from './colors.ts';
import type { ProbeStore } from './probe-store.ts';

/** The color under the pointer in every picture, and the difference between the first two. */
export function Readout({ store }: { readonly store: ProbeStore }) {
  const { view } = useStores();
  const key = useKeysOf('copy-colour');
  const reading = useStore(store, (state) => state.reading);
  const [first, second] = reading?.looks ?? [];
  const place = reading?.probe.pixels.find((pixel) => pixel !== null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="canvas-readout numerals" role="group" aria-label={t.canvas.color}>
      {reading && place ? (
        <>
          {reading.looks.map((look, i) => (
            <span key={reading.images[i]?.id ?? i} className="canvas-readout-one">
              <Place pixel={reading.probe.pixels[i]} first={i === 0 ? null : place} />
              {look.color ? (
                <>
                  <span className="canvas-swatch" style={{ background: hexOf(look.color) }} aria-hidden />
                  <span className="selectable">{hexOf(look.color)}</span>
                  <span className="canvas-readout-rgb">{look.color.slice(0, 3).join(' ')}</span>
                </>
              ) : (
                <span className="canvas-readout-rgb">
                  {look.tooLarge ? t.canvas.largeReduced : t.canvas.noColor}
                </span>
              )}
            </span>
          ))}
          {first?.color && second?.color ? (
            <span className="canvas-readout-apart">
              {t.canvas.apart} {t.canvas.apartText(...gained(first.color, second.color))}
            </span>
          ) : null}
          <IconButton
            small
            icon={Copy}
            label={t.canvas.copyColor}
            keys={key}
            onClick={() => view.getState().requestColorCopy()}
          />
        </>
      ) : (
        <span className="canvas-readout-rgb">{t.canvas.pointAt}</span>
      )}
    </div>
  );
}

interface PlaceProps {
  readonly pixel: Pixel | null | undefined;
  /** Position in the first picture. An identical one isn't repeated. */
  readonly first: Pixel | null;
}

/** A pixel's column and row. */
function Place({ pixel, first }: PlaceProps) {
  if (!pixel || (pixel.column === first?.column && pixel.row === first.row)) return null;
  return <span className="canvas-readout-place">{t.canvas.pixel(pixel.column, pixel.row)}</span>;
}
