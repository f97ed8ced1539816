import type { Target } from '@shared/domain/library-command.ts';
import type { LibraryImage } from '@shared/domain/library-query.ts';
import { t } from '@shared/i18n/index.ts';
import { FolderOutput, FolderPlus, Grid2x2, Heart, ImageMinus, Tag, Trash2, X } from 'lucide-react';
import { MOST_COMPARED } from '../../stores/comparing.ts';
import { useChanges, useImages, useKeysOf, useLibrary, useStores } from '../../stores/context.tsx';
import { fewSelected } from '../../stores/few-selected.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { StarButtons } from '../../ui/stars.tsx';
import { Progress } from '../../ui/status.tsx';
import type { Selection } from '../library/library-selection.ts';
import './bulk-bar.css';

/** Number of selected pictures checked for common values: about one screen. */
const LOOKED_AT = 200;

/** Actions on all selected pictures, and the progress of a long command. */
export function BulkBar() {
  const { library } = useStores();
  const count = useLibrary((state) => state.selection.count);
  const place = useLibrary((state) => state.listed.place);
  const progress = useChanges((state) => state.progress);
  if (progress)
    return (
      <div className="bulk-bar" role="status">
        <span className="bulk-count numerals">{t.selection.changing(progress.done, progress.total)}</span>
        <Progress label={t.selection.changingPictures} value={progress.done} max={progress.total} />
      </div>
    );
  if (count < 2 || place === 'trash') return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="bulk-bar" role="group" aria-label={t.selection.selection}>
      <span className="bulk-count numerals" role="status">
        {t.selection.selected(count)}
      </span>
      <IconButton
        icon={X}
        small
        label={t.selection.selectNone}
        onClick={() => library.getState().clearSelection()}
      />
      <Changes />
    </div>
  );
}

function Changes() {
  const { library, changes, popovers, exports, view } = useStores();
  const count = useLibrary((state) => state.selection.count);
  const gridKeys = useKeysOf('grid');
  const selection = useLibrary((state) => state.selection);
  const rating = useImages((imageOf) => ratingOfAll(selection, imageOf));
  const favourite = useImages((imageOf) => allFavorites(selection, imageOf));
  const collection = useLibrary((state) => state.query.filter.collection);
  const tagKeys = useKeysOf('edit-tags');
  const exportKeys = useKeysOf('export');
  const removeKeys = useKeysOf('remove');
  const { run } = changes.getState();
  const { openPopover } = popovers.getState();
  const withTarget = (use: (target: Target) => unknown) => {
    const target = library.getState().targetOfSelection();
    if (target) use(target);
  };
  return (
    <div className="bulk-changes">
      <StarButtons
        label={t.labels.rating}
        value={rating}
        name={t.labels.rate}
        onRate={(stars) => withTarget((to) => run({ do: 'rate', target: to, rating: stars }))}
      />
      <IconButton
        small
        icon={Heart}
        label={t.labels.favorite}
        aria-pressed={favourite}
        onClick={() => withTarget((to) => run({ do: 'favourite', target: to, favourite: !favourite }))}
      />
      <IconButton
        small
        icon={Grid2x2}
        label={t.canvas.compareSelected}
        keys={gridKeys}
        disabled={count > MOST_COMPARED}
        onClick={() => view.getState().showComparison(fewSelected(library.getState()))}
      />
      <IconButton
        small
        icon={Tag}
        label={t.labels.editTags}
        keys={tagKeys}
        onClick={() => openPopover('tags')}
      />
      <IconButton small icon={FolderPlus} label={t.labels.addTo} onClick={() => openPopover('collect')} />
      <IconButton
        small
        icon={FolderOutput}
        label={t.transfer.export.bulk}
        keys={exportKeys}
        onClick={() => withTarget((to) => exports.getState().open(to))}
      />
      {collection === undefined ? (
        <IconButton
          small
          icon={Trash2}
          label={t.selection.remove}
          keys={removeKeys}
          onClick={() => void library.getState().removeSelected()}
        />
      ) : (
        <Menu trigger={<IconButton small icon={Trash2} label={t.selection.remove} />}>
          <MenuItem
            icon={ImageMinus}
            onSelect={() => withTarget((to) => run({ do: 'uncollect', collection, target: to }))}
          >
            {t.labels.removeFrom}
          </MenuItem>
          <MenuItem icon={Trash2} danger onSelect={() => void library.getState().removeSelected()}>
            {t.selection.removeFromLibrary}
          </MenuItem>
        </Menu>
      )}
    </div>
  );
}

type ImageOf = (id: number) => LibraryImage | undefined;

/** Returns the common rating of the loaded selected pictures, or null if they differ. */
function ratingOfAll(selection: Selection, imageOf: ImageOf): number | null {
  let rating: number | null = null;
  for (const id of firstOf(selection.ids)) {
    const known = imageOf(id)?.rating;
    if (known === undefined || (rating !== null && rating !== known)) return null;
    rating = known;
  }
  return rating;
}

function allFavorites(selection: Selection, imageOf: ImageOf): boolean {
  for (const id of firstOf(selection.ids)) if (imageOf(id)?.favourite !== true) return false;
  return selection.ids.size > 0;
}

function* firstOf(ids: ReadonlySet<number>): Generator<number> {
  let left = LOOKED_AT;
  for (const id of ids) {
    if (left === 0) return;
    left -= 1;
    yield id;
  }
}
