import type { MergedPicture } from '@shared/domain/merge.ts';
import { t } from '@shared/i18n/index.ts';
import { Merge } from 'lucide-react';
import { memo } from 'react';
import { useImage } from '../../../stores/context.tsx';
import { thumbOf } from '../../../stores/picture-urls.ts';
import type { Cell } from './scale.ts';

interface MergeNodeProps {
  readonly merged: MergedPicture;
  readonly cell: Cell;
  /** Whether there is room for text. */
  readonly words: boolean;
}

/** A merge in the graph: its picture, and the names of its two parents. */
export const MergeNode = memo(function MergeNode({ merged: { merge, image }, cell, words }: MergeNodeProps) {
  const left = useImage(merge.leftId)?.name ?? '';
  const right = useImage(merge.rightId)?.name ?? '';
  return (
    <>
      <span
        className="entry-thumb graph-thumb"
        data-removed={image.deletedAt !== null || undefined}
        style={{ width: cell.thumb, height: cell.thumb }}
      >
        <img src={thumbOf(image.sha256, 256)} alt="" loading="lazy" draggable={false} />
      </span>
      <span className={words ? 'graph-words' : 'visually-hidden'}>
        <span className="graph-prompt">
          <Merge size={12} strokeWidth={2} aria-hidden /> {t.merge.node}
        </span>
        <span dir="auto" className="graph-meta">
          {t.merge.parents(left, right)}
        </span>
      </span>
    </>
  );
});
