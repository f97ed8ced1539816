import type { ThumbSize } from '@shared/domain/image.ts';
import type { LibraryImage } from '@shared/domain/library-query.ts';
import { t } from '@shared/i18n/index.ts';
import { CircleAlert, CircleHelp, Hourglass, LoaderCircle, type LucideIcon } from 'lucide-react';
import { type CSSProperties, memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useImage, useStandIn, useStores } from '../../stores/context.tsx';
import { thumbOf } from '../../stores/picture-urls.ts';
import { classNames } from '../../ui/class-names.ts';
import { useStandInStyle } from '../../ui/use-stand-in-style.ts';
import type { ThumbLine } from './thumbnail-queue.ts';
import { TileControls } from './tile-controls.tsx';

interface TileProps {
  readonly id: number;
  readonly position: number;
  readonly column: number;
  /** In CSS pixels, like `cell`. */
  readonly left: number;
  readonly top: number;
  readonly cell: number;
  readonly thumb: ThumbSize;
  readonly selected: boolean;
  readonly active: boolean;
  /** Receives the focus when the grid is tabbed to. */
  readonly focusable: boolean;
  readonly line: ThumbLine;
  /** It is rendered and active. */
  readonly onActive: () => void;
}

/** Narrower cells (CSS px) have no room for five clickable stars. */
const STARS_FROM = 112;

/** Hover time (ms) before a tile's seed is requested. */
const SEED_AFTER_MS = 150;

const WORK: Readonly<Partial<Record<NonNullable<LibraryImage['work']>, LucideIcon>>> = {
  waiting: Hourglass,
  running: LoaderCircle,
  uncertain: CircleHelp,
  failed: CircleAlert,
};

/** The id of a picture's tile in the document. */
export const tileElementId = (id: number): string => `tile-${id}`;

/** One picture of the grid. Rerenders only if it or its position changes. The grid handles clicks and keys. */
export const Tile = memo(function Tile({ id, ...props }: TileProps) {
  const picture = useImage(id);
  const { left, top, cell } = props;
  const style = { width: cell, height: cell, transform: `translate(${left}px, ${top}px)` };
  if (picture) return <PictureTile picture={picture} style={style} {...props} />;
  return <div aria-hidden className="tile skeleton" style={style} />;
});

interface PictureTileProps extends Omit<TileProps, 'id' | 'left' | 'top'> {
  readonly picture: LibraryImage;
  readonly style: CSSProperties;
}

function PictureTile(props: PictureTileProps) {
  const { picture, style, position, column, cell, thumb, selected, active, focusable, line, onActive } =
    props;
  const [pointedAt, setPointedAt] = useState(false);
  useLayoutEffect(() => {
    if (active) onActive();
  }, [active, onActive]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of pictures is not a table
    <div
      id={tileElementId(picture.id)}
      role="gridcell"
      className={classNames('tile', selected && 'tile-selected', active && 'tile-active')}
      aria-selected={selected}
      aria-colindex={column + 1}
      aria-label={describe(picture)}
      tabIndex={focusable ? 0 : -1}
      data-id={picture.id}
      data-at={position}
      draggable
      style={style}
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
    >
      <TileFace picture={picture} thumb={thumb} wide={cell >= STARS_FROM} pointedAt={pointedAt} line={line} />
    </div>
  );
}

interface TileFaceProps {
  readonly picture: LibraryImage;
  readonly thumb: ThumbSize;
  /** There is room for five stars. */
  readonly wide: boolean;
  readonly pointedAt: boolean;
  readonly line: ThumbLine;
}

/** What is in a tile, which doesn't depend on its position: during an import, all tiles move with each batch. */
const TileFace = memo(function TileFace({ picture, thumb, wide, pointedAt, line }: TileFaceProps) {
  const source = thumbOf(picture.sha256, thumb);
  const { history } = useStores();
  const [seed, setSeed] = useState<number | null>(null);
  const image = useRef<HTMLImageElement>(null);
  useLayoutEffect(() => (image.current ? line.add(image.current, source) : undefined), [line, source]);
  const standIn = useStandInStyle(useStandIn(picture.sha256));
  const isResult = picture.origin === 'result';
  // Not for tiles that pass under a resting pointer while the grid scrolls.
  useEffect(() => {
    if (!pointedAt || !isResult || seed !== null) return;
    let on = true;
    const timer = setTimeout(async () => {
      const found = await history.getState().seedOf(picture);
      if (on) setSeed(found);
    }, SEED_AFTER_MS);
    return () => {
      on = false;
      clearTimeout(timer);
    };
  }, [pointedAt, isResult, seed, picture, history]);
  const Work = picture.work ? WORK[picture.work] : undefined;
  const hasHead = isResult || picture.copies > 1;
  return (
    <>
      <img
        ref={image}
        className="tile-picture"
        {...standIn}
        alt={picture.name}
        title={`${picture.name}\n${picture.width} × ${picture.height}`}
        decoding="async"
        draggable={false}
      />
      {Work && picture.work ? (
        <span className="tile-work" data-work={picture.work} title={t.filters.works[picture.work]}>
          <Work size={14} aria-hidden />
        </span>
      ) : null}
      {hasHead ? (
        <span className="tile-head" aria-hidden>
          {isResult ? (
            <svg aria-hidden className="tile-result" viewBox="0 0 16 16">
              <path d="M8 1l1.6 4.4L14 7l-4.4 1.6L8 13l-1.6-4.4L2 7l4.4-1.6zM13 11l.7 1.8 1.8.7-1.8.7L13 16l-.7-1.8-1.8-.7 1.8-.7z" />
            </svg>
          ) : null}
          {picture.copies > 1 ? (
            <span title={t.selection.sameFile(picture.copies)}>{`×${picture.copies}`}</span>
          ) : null}
          {pointedAt && seed !== null ? <span className="tile-seed mono">{seed}</span> : null}
        </span>
      ) : null}
      {picture.rating > 0 && !(pointedAt && wide) ? (
        <span className="tile-rating" aria-hidden>
          {'★'.repeat(picture.rating)}
        </span>
      ) : null}
      {picture.favourite && !pointedAt ? (
        <span className="tile-heart" aria-hidden>
          {'♥\uFE0E'}
        </span>
      ) : null}
      {pointedAt ? <TileControls picture={picture} wide={wide} /> : null}
    </>
  );
});

/** Describes a tile in words. */
function describe(picture: LibraryImage): string {
  const { name, origin, copies, rating, favourite, work } = picture;
  return [
    name,
    origin === 'result' && t.grid.result,
    favourite && t.labels.favorite,
    rating > 0 && t.labels.stars(rating),
    copies > 1 && t.selection.sameFile(copies),
    work && WORK[work] && t.filters.works[work],
  ]
    .filter(Boolean)
    .join(', ');
}
