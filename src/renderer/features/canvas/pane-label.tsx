import type { ImageRecord } from '@shared/domain/image.ts';
import type { VerdictKind } from '@shared/domain/verdict.ts';
import { t } from '@shared/i18n/index.ts';
import { ArrowLeftRight, Crosshair, X } from 'lucide-react';
import { pairOf } from '../../stores/comparing.ts';
import { useStores, useView } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { SeedChip } from '../../ui/seed-chip.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useVerdict } from './use-pictures.ts';

const GLYPHS: Readonly<Record<VerdictKind, string>> = {
  identical: '=',
  near: '≈',
  drifted: '~',
  different: '≠',
};

interface PaneLabelProps {
  readonly image: ImageRecord;
  readonly seed: number | null;
}

/** Label of one of several pictures: its name, seed and verdict, and its comparison actions. */
export function PaneLabel({ image, seed }: PaneLabelProps) {
  const { view } = useStores();
  const verdict = useVerdict(image.id);
  const group = useView((state) => state.group);
  const reference = group?.referenceId === image.id;
  const active = group !== null && pairOf(group)?.afterId === image.id;
  const place = group?.ids.indexOf(image.id) ?? -1;
  const next = group?.ids[(place + 1) % group.ids.length];
  return (
    <div className="canvas-label canvas-pane-label">
      <PaneName image={image} reference={reference} active={active} />
      {seed === null ? null : <SeedChip seed={seed} />}
      {verdict ? (
        <span className="canvas-verdict" data-verdict={verdict}>
          <span aria-hidden>{GLYPHS[verdict]}</span> {t.filters.verdicts[verdict]}
        </span>
      ) : null}
      {reference ? <span className="canvas-reference">{t.canvas.reference}</span> : null}
      <span className="canvas-pane-tools">
        {reference ? null : (
          <IconButton
            small
            icon={Crosshair}
            label={t.canvas.makeReference(image.name)}
            onClick={() => view.getState().setReference(image.id)}
          />
        )}
        {next === undefined || next === image.id ? null : (
          <IconButton
            small
            icon={ArrowLeftRight}
            label={t.canvas.swapWithNext(image.name)}
            onClick={() => view.getState().swapPlaces(image.id, next)}
          />
        )}
        <IconButton
          small
          icon={X}
          label={t.canvas.takeOut(image.name)}
          onClick={() => view.getState().removeFromComparison(image.id)}
        />
      </span>
    </div>
  );
}

interface PaneNameProps {
  readonly image: ImageRecord;
  readonly reference: boolean;
  /** It is the one compared with the reference. */
  readonly active: boolean;
}

/** The name. Pressing it makes its picture the active one. */
function PaneName({ image, reference, active }: PaneNameProps) {
  const { view } = useStores();
  if (reference)
    return (
      <span dir="auto" className="canvas-pane-name" title={image.name}>
        {image.name}
      </span>
    );
  return (
    <Tooltip content={t.canvas.measureThis}>
      <button
        dir="auto"
        type="button"
        className="canvas-pane-name canvas-pane-choice"
        aria-pressed={active}
        onClick={() => view.getState().setActive(image.id)}
      >
        {image.name}
      </button>
    </Tooltip>
  );
}
