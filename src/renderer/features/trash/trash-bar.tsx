import type { Target } from '@shared/domain/library-command.ts';
import type { LibraryImage } from '@shared/domain/library-query.ts';
import { t } from '@shared/i18n/index.ts';
import { bytesText } from '../../format/file-info.ts';
import { useImage, useImages, useLibrary, useStores } from '../../stores/context.tsx';
import type { Chunks } from '../../stores/library-chunks.ts';
import { Button } from '../../ui/button.tsx';
import type { Selection } from '../library/library-selection.ts';
import './trash-bar.css';

/** Explains the Trash, with its actions. */
export function TrashBar() {
  const place = useLibrary((state) => state.listed.place);
  return place === 'trash' ? <OpenTrashBar /> : null;
}

/**
 * Actions in the Trash, for the selection or for all. Mounted only there, because it subscribes to every
 * image.
 */
function OpenTrashBar() {
  const { library, changes } = useStores();
  const query = useLibrary((state) => state.listed);
  const total = useLibrary((state) => state.total);
  const selection = useLibrary((state) => state.selection);
  const active = useImage(useLibrary((state) => state.selectedId));
  const selected = selectedHere(selection, active);
  const chunks = useLibrary((state) => state.chunks);
  const bytes = useImages((imageOf) => bytesOf(chunks, total, imageOf));
  const all: Target = { query, between: null, except: [] };
  const target = () => (selected > 0 ? library.getState().targetOfSelection() : null) ?? all;
  const { run, purge } = changes.getState();
  return (
    <div className="trash-bar">
      <p className="meta">
        {total === 0
          ? t.trash.intro
          : `${t.trash.contains(total, bytes === null ? null : bytesText(bytes))} ${t.trash.historyStays}`}
      </p>
      {total === 0 ? null : (
        <div className="trash-buttons">
          <Button small onClick={() => void run({ do: 'restore', target: target() })}>
            {selected === 0 ? t.trash.restoreAll : t.trash.restore}
          </Button>
          {selected === 0 ? null : (
            <Button small title={t.trash.deletePermanentlyHint} onClick={() => void purge(target())}>
              {t.trash.deletePermanently}
            </Button>
          )}
          <Button small title={t.trash.deletePermanentlyHint} onClick={() => void purge(all)}>
            {t.trash.emptyTrash}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Number of selected pictures in the Trash: the one on the canvas may be another. */
function selectedHere(selection: Selection, active: LibraryImage | undefined): number {
  if (selection.range) return selection.range.query.place === 'trash' ? selection.count : 0;
  return active?.deletedAt != null ? selection.count : 0;
}

/** Total size of the list's distinct files, or null while it isn't fully loaded. */
function bytesOf(
  chunks: Chunks,
  total: number,
  imageOf: (id: number) => LibraryImage | undefined,
): number | null {
  const pictures = [...chunks.values()].flat().flatMap((id) => imageOf(id) ?? []);
  if (pictures.length < total) return null;
  const sizes = new Map(pictures.map(({ sha256, bytes }) => [sha256, bytes]));
  return [...sizes.values()].reduce((a, b) => a + b, 0);
}
