import { verdictKind } from '@shared/domain/verdict.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect } from 'react';
import { useCompare, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { pairKey } from './compare-store.ts';
import { factsOf, movementOf } from './numbers-text.ts';
import type { ProbeStore } from './probe-store.ts';
import { Readout } from './readout.tsx';

interface NumbersProps {
  /** Image ids of the two measured pictures, or null for a single one. */
  readonly pair: readonly [number, number] | null;
  readonly probe: ProbeStore;
}

/** Below the picture: what changed, in numbers, and the color under the pointer. */
export function Numbers({ pair, probe }: NumbersProps) {
  return (
    <section className="canvas-numbers" aria-label={t.canvas.numbersTitle}>
      {pair ? <Changes a={pair[0]} b={pair[1]} /> : <p className="canvas-muted">{t.canvas.onePicture}</p>}
      <Readout store={probe} />
    </section>
  );
}

function Changes({ a, b }: { readonly a: number; readonly b: number }) {
  const { compare } = useStores();
  const measured = useCompare((state) => state.pairs.get(pairKey(a, b)));
  useEffect(() => {
    void compare.getState().load(a, b);
  }, [compare, a, b]);
  if (!measured || measured.phase === 'measuring')
    return (
      <p className="canvas-muted" role="status">
        {t.canvas.measuring}
      </p>
    );
  if (measured.phase === 'failed')
    return (
      <p className="canvas-muted" role="alert">
        {measured.reason}{' '}
        <Button variant="ghost" small onClick={() => compare.getState().reload(a, b)}>
          {t.common.tryAgain}
        </Button>
      </p>
    );
  const { comparison } = measured;
  if (comparison.identical)
    return (
      <p>
        <span className="canvas-verdict">= {t.filters.verdicts.identical}</span> {t.canvas.samePixels}
      </p>
    );
  // The verdict applies to re-runs, which have the size of the result they repeat.
  const word = comparison.sameSize ? t.filters.verdicts[verdictKind(comparison)] : t.canvas.otherSize;
  const movement = movementOf(comparison);
  return (
    <dl className="canvas-facts-list numerals">
      <div>
        <dt className="visually-hidden">{t.canvas.numbersTitle}</dt>
        <dd className="canvas-verdict">{word}</dd>
      </div>
      {factsOf(comparison).map(({ label, value, hint }) => (
        <div key={label} title={hint}>
          <dt>{label}</dt>
          <dd className="selectable">{value}</dd>
        </div>
      ))}
      <div title={movement.hint}>
        <dt className="visually-hidden">{movement.label}</dt>
        <dd className="selectable">{movement.value}</dd>
      </div>
    </dl>
  );
}
