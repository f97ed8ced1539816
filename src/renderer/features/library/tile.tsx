import type { ImageRecord } from '@shared/domain/image.ts';
import { WandSparkles } from 'lucide-react';
import { memo, useState } from 'react';
import { useStores } from '../../stores/context.tsx';
import { thumbUrl } from '../../stores/picture-urls.ts';
import { classNames } from '../../ui/class-names.ts';

interface TileProps {
  readonly image: ImageRecord;
  /** CSS pixels. */
  readonly size: number;
  readonly selected: boolean;
  readonly focusable: boolean;
}

/** One picture of the grid. Clicks and keys are the grid's. */
export const Tile = memo(function Tile({ image, size, selected, focusable }: TileProps) {
  const { history } = useStores();
  const [seed, setSeed] = useState<number | null>(null);
  const isResult = image.origin === 'result';
  const askSeed = async () => {
    if (isResult && seed === null) setSeed(await history.getState().seedOf(image));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of pictures is not a table
    <div
      role="gridcell"
      className={classNames('tile', selected && 'tile-selected')}
      aria-selected={selected}
      tabIndex={focusable ? 0 : -1}
      data-id={image.id}
      style={{ width: size, height: size }}
      onPointerEnter={() => void askSeed()}
    >
      <img
        className="tile-picture"
        src={thumbUrl(image.sha256, size)}
        alt={image.name}
        title={`${image.name}\n${image.width} × ${image.height}`}
        decoding="async"
        draggable={false}
      />
      {isResult ? (
        <span className="tile-mark">
          <WandSparkles size={12} aria-hidden />
          <span className="visually-hidden">Result</span>
          {seed === null ? null : <span className="tile-seed mono">{seed}</span>}
        </span>
      ) : null}
    </div>
  );
});
