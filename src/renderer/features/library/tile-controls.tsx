import type { LibraryImage } from '@shared/domain/library-query.ts';
import { t } from '@shared/i18n/index.ts';
import type { MouseEvent } from 'react';
import { useStores } from '../../stores/context.tsx';
import { markOne } from '../../stores/library-marks.ts';
import { classNames } from '../../ui/class-names.ts';

interface TileControlsProps {
  readonly picture: LibraryImage;
  /** There is room for five stars. */
  readonly wide: boolean;
}

/** Pointer controls of a tile. Keys and the menu offer the same actions. */
export function TileControls({ picture, wide }: TileControlsProps) {
  const stores = useStores();
  const mark = (event: MouseEvent, change: Partial<LibraryImage>) => {
    // Neither selects nor opens the picture.
    event.stopPropagation();
    markOne(stores, picture, change);
  };
  const { favourite, rating } = picture;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps a quick second click from opening the picture
    <span className="tile-controls" onDoubleClick={(event) => event.stopPropagation()}>
      <button
        type="button"
        tabIndex={-1}
        className={classNames('tile-button', favourite && 'tile-button-on')}
        aria-pressed={favourite}
        aria-label={t.labels.favorite}
        title={favourite ? t.labels.notFavorite : t.labels.favorite}
        onClick={(event) => mark(event, { favourite: !favourite })}
      >
        {favourite ? '♥\uFE0E' : '♡\uFE0E'}
      </button>
      {wide ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
        <span className="tile-stars" role="group" aria-label={t.labels.rating}>
          {[1, 2, 3, 4, 5].map((stars) => (
            <button
              key={stars}
              type="button"
              tabIndex={-1}
              className={classNames('tile-button', stars <= rating && 'tile-button-on')}
              aria-pressed={stars === rating}
              aria-label={t.labels.stars(stars)}
              title={stars === rating ? t.filters.unrated : t.labels.stars(stars)}
              onClick={(event) => mark(event, { rating: stars === rating ? 0 : stars })}
            >
              {stars <= rating ? '★' : '☆'}
            </button>
          ))}
        </span>
      ) : null}
    </span>
  );
}
