import type { EditEntry } from '@shared/domain/edit.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import { t } from '@shared/i18n/index.ts';
import { CornerLeftUp, GitFork, Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import { useHistory, useHistoryEntries, useImage, useStores } from '../../stores/context.tsx';
import { chooseEntry, restorePicture, showPicture } from './actions.ts';
import './lineage.css';

interface LineageProps {
  /** The picture. */
  readonly imageId: number;
  /** The source of its edit, or null for an imported picture. */
  readonly parentId: number | null;
  /** Icons and numbers only. The words are in the tooltip and for screen readers. */
  readonly compact?: boolean;
}

/** A picture's source and its results, each one click away. Removed pictures can be restored. */
export function Lineage({ imageId, parentId, compact = false }: LineageProps) {
  const stores = useStores();
  const otherId = useImage(imageId === 0 ? null : imageId)?.mergeOf?.[1] ?? null;
  const entries = useHistoryEntries();
  const more = useHistory((state) => state.more);
  const made = useMemo(
    () => entries.filter(({ edit }) => edit.sourceImageId === imageId),
    [entries, imageId],
  );
  return (
    <span className="lineage">
      <Parent id={parentId} compact={compact} />
      <Parent id={otherId} compact={compact} />
      {made.length === 0 ? null : (
        <button
          type="button"
          className="lineage-link"
          title={compact ? t.history.editsOf(made.length) : t.history.editsOfHint}
          onClick={() => chooseEntry(stores, newestOf(made))}
        >
          <GitFork size={12} strokeWidth={1.75} aria-hidden />
          {compact ? (
            <span className="numerals" aria-hidden>
              {made.length}
            </span>
          ) : null}
          <span className={compact ? 'visually-hidden' : 'lineage-words numerals'}>
            {t.history.editsOf(made.length)}
            {more ? '+' : ''}
          </span>
        </button>
      )}
    </span>
  );
}

/** One of the pictures that a picture was made from. */
function Parent({ id, compact }: { readonly id: number | null; readonly compact: boolean }) {
  const stores = useStores();
  const parent = useImage(id);
  if (!parent) return null;
  return (
    <>
      <button
        type="button"
        className="lineage-link"
        title={t.history.from(parent.name)}
        onClick={() => void showPicture(stores, parent.id)}
      >
        <CornerLeftUp size={12} strokeWidth={1.75} aria-hidden />
        <span className={compact ? 'visually-hidden' : 'lineage-words'}>{t.history.from(parent.name)}</span>
      </button>
      {parent.deletedAt === null ? null : (
        <Removed image={parent} onRestore={() => restorePicture(stores, parent.id)} />
      )}
    </>
  );
}

/** States that a picture was removed, with a restore button. */
export function Removed({
  image,
  onRestore,
}: {
  readonly image: ImageRecord;
  readonly onRestore: () => void;
}) {
  if (image.purged) return <span className="lineage-removed">{t.history.purged}</span>;
  return (
    <span className="lineage-removed">
      {t.history.removed}
      <button
        type="button"
        className="lineage-link"
        title={t.history.restoreName(image.name)}
        onClick={onRestore}
      >
        <Undo2 size={12} strokeWidth={1.75} aria-hidden />
        {t.history.restore}
      </button>
    </span>
  );
}

/** Entries are newest first. One with a result is preferred. */
function newestOf(made: readonly EditEntry[]): EditEntry {
  return made.find(({ results }) => results.length > 0) ?? (made[0] as EditEntry);
}
