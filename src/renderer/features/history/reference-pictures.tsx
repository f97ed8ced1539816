import type { References } from '@shared/domain/reference.ts';
import { t } from '@shared/i18n/index.ts';
import { useImage, useIsGone, useStores } from '../../stores/context.tsx';
import { thumbUrl } from '../../stores/picture-urls.ts';
import { restorePicture, showPicture } from './actions.ts';
import { Removed } from './lineage.tsx';

const THUMB = 48;

/** The reference pictures of an edit in order, each one click away. */
export function ReferencePictures({ references }: { readonly references: References }) {
  return (
    <ol className="history-references">
      {references.map(({ imageId, sha256 }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is frozen, and may have a picture twice
        <Reference key={at} imageId={imageId} sha256={sha256} place={at + 1} />
      ))}
    </ol>
  );
}

type ReferenceProps = References[number] & { readonly place: number };

function Reference({ imageId, sha256, place }: ReferenceProps) {
  const stores = useStores();
  const image = useImage(imageId);
  const isGone = useIsGone(imageId);
  const words = t.references;
  return (
    <li className="history-reference">
      {image && !image.purged ? (
        <button
          type="button"
          className="history-reference-picture"
          aria-label={words.show(image.name)}
          onClick={() => void showPicture(stores, imageId)}
        >
          <img src={thumbUrl(sha256, THUMB)} alt="" draggable={false} />
        </button>
      ) : (
        <span className="history-reference-picture" />
      )}
      <span className="history-reference-words">
        <span className="history-reference-name" dir="auto" title={image?.name}>
          {words.place(place, image?.name ?? (isGone ? words.unnamed : ''))}
        </span>
        {image && image.deletedAt !== null ? (
          <Removed image={image} onRestore={() => restorePicture(stores, imageId)} />
        ) : null}
      </span>
    </li>
  );
}
