import type { References } from '@shared/domain/reference.ts';
import { t } from '@shared/i18n/index.ts';
import { useImage, useStores } from '../../stores/context.tsx';
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
        <Reference key={at} imageId={imageId} sha256={sha256} />
      ))}
    </ol>
  );
}

function Reference({ imageId, sha256 }: References[number]) {
  const stores = useStores();
  const image = useImage(imageId);
  if (!image) return null;
  return (
    <li className="history-reference">
      {image.purged ? null : (
        <button
          type="button"
          className="history-reference-picture"
          aria-label={t.references.show(image.name)}
          onClick={() => void showPicture(stores, imageId)}
        >
          <img src={thumbUrl(sha256, THUMB)} alt="" draggable={false} />
        </button>
      )}
      <span className="history-reference-words">
        <span className="history-reference-name" dir="auto" title={sha256}>
          {image.name}
        </span>
        {image.deletedAt === null ? null : (
          <Removed image={image} onRestore={() => restorePicture(stores, imageId)} />
        )}
      </span>
    </li>
  );
}
