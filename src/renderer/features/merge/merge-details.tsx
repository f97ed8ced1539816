import type { MergedPicture } from '@shared/domain/merge.ts';
import { t } from '@shared/i18n/index.ts';
import { Merge as MergeIcon } from 'lucide-react';
import { whenText } from '../../format/time.ts';
import { useImage, useMerge, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';

interface MergeDetailsProps {
  readonly merged: MergedPicture;
  /** Shows one of the pictures it was made of. */
  readonly onShow: (imageId: number) => void;
}

/** A merged picture's parents and choices, with a button to repeat the merge. */
export function MergeDetails({ merged: { merge }, onShow }: MergeDetailsProps) {
  const stores = useStores();
  const identical = useMerge((state) => state.repeated.get(merge.id));
  const { conflicts, choices } = merge.recipe;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="history-details" role="group" aria-label={t.merge.details}>
      <div className="history-actions">
        <Button small title={t.merge.againHint} onClick={() => void stores.merge.getState().again(merge.id)}>
          <MergeIcon size={14} strokeWidth={1.75} aria-hidden />
          {t.merge.again}
        </Button>
      </div>
      {identical === undefined ? null : (
        <p role="status" data-identical={identical}>
          {identical ? t.merge.identical : t.merge.differs}
        </p>
      )}
      <dl className="history-facts">
        <Picture label={t.merge.left} id={merge.leftId} onShow={onShow} />
        <Picture label={t.merge.right} id={merge.rightId} onShow={onShow} />
        <Picture label={t.merge.base} id={merge.baseId} onShow={onShow} />
        <dt>{t.history.made}</dt>
        <dd className="selectable numerals">{whenText(merge.createdAt)}</dd>
        {conflicts.length === 0 ? (
          <>
            <dt>{t.merge.conflicts}</dt>
            <dd>{t.merge.noConflicts}</dd>
          </>
        ) : null}
        {choices.map((choice, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conflicts are known by their places
          <Choice key={place} label={t.merge.conflict(place + 1)} value={t.merge.choices[choice]} />
        ))}
      </dl>
    </div>
  );
}

function Choice({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Picture({
  label,
  id,
  onShow,
}: {
  readonly label: string;
  readonly id: number;
  readonly onShow: (imageId: number) => void;
}) {
  const image = useImage(id);
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <button type="button" className="lineage-link" onClick={() => onShow(id)}>
          <span dir="auto">{image?.name ?? ''}</span>
        </button>
      </dd>
    </>
  );
}
