import { t } from '@shared/i18n/index.ts';
import { useBlame, useImage, useLibrary, useStores } from '../../stores/context.tsx';
import { isBlamed } from '../blame/index.ts';
import './entry-card.css';
import './entry-thumb.css';
import { thumbOf } from '../../stores/picture-urls.ts';

/** The imported picture at the end of the strip: the source of all edits. */
export function RootCard({ rootId }: { readonly rootId: number }) {
  const { library } = useStores();
  const image = useImage(rootId);
  const selected = useLibrary((state) => state.selectedId === rootId);
  const blamed = useBlame((state) => isBlamed(state, {}));
  if (!image) return null;
  return (
    <article className="history-card history-card-root" data-blamed={blamed || undefined}>
      <button
        type="button"
        className="history-main"
        aria-current={selected || undefined}
        tabIndex={-1}
        title={image.name}
        onClick={() => library.getState().select(rootId)}
      >
        <span className="entry-thumb history-thumb">
          <img src={thumbOf(image.sha256, 256)} alt="" loading="lazy" draggable={false} />
        </span>
        <span className="history-prompt">{t.history.original}</span>
      </button>
      <span dir="auto" className="history-foot history-when">
        {image.name}
      </span>
    </article>
  );
}
