import type { MergedPicture } from '@shared/domain/merge.ts';
import { t } from '@shared/i18n/index.ts';
import { Merge } from 'lucide-react';
import type { RefCallback } from 'react';
import { agoText, whenText } from '../../format/time.ts';
import { useBlame, useImage } from '../../stores/context.tsx';
import { thumbOf } from '../../stores/picture-urls.ts';
import { isBlamed } from '../blame/index.ts';
import './entry-card.css';
import './entry-thumb.css';

interface MergeCardProps {
  readonly merged: MergedPicture;
  readonly chosen: boolean;
  /** The one card that Tab reaches. */
  readonly tabStop: boolean;
  readonly now: number;
  readonly buttonRef?: RefCallback<HTMLButtonElement> | undefined;
  readonly onChoose: () => void;
}

/** One merge of the strip. */
export function MergeCard({ merged, chosen, tabStop, now, buttonRef, onChoose }: MergeCardProps) {
  const { merge, image } = merged;
  const left = useImage(merge.leftId)?.name ?? '';
  const right = useImage(merge.rightId)?.name ?? '';
  const blamed = useBlame((state) => isBlamed(state, { merged }));
  return (
    <article
      className="history-card"
      data-chosen={chosen || undefined}
      data-blamed={blamed || undefined}
      data-kind="merge"
    >
      <button
        ref={buttonRef}
        type="button"
        className="history-main"
        aria-current={chosen || undefined}
        tabIndex={tabStop ? 0 : -1}
        title={t.merge.parents(left, right)}
        onClick={onChoose}
      >
        <span className="entry-thumb history-thumb" data-removed={image.deletedAt !== null || undefined}>
          <img src={thumbOf(image.sha256, 256)} alt="" loading="lazy" draggable={false} />
          <span className="history-chips">
            <span className="history-chip">
              <Merge size={12} strokeWidth={2} aria-hidden />
              {t.merge.node}
            </span>
          </span>
        </span>
        <span dir="auto" className="history-prompt">
          {t.merge.parents(left, right)}
        </span>
      </button>
      <time
        className="history-foot history-when"
        dateTime={new Date(merge.createdAt).toISOString()}
        title={whenText(merge.createdAt)}
      >
        {agoText(merge.createdAt, now)}
      </time>
    </article>
  );
}
