import { FeedAddress } from '@shared/domain/update.ts';
import { t } from '@shared/i18n/index.ts';
import { useState } from 'react';
import { useSettings, useStores } from '../../stores/context.tsx';
import { FieldRow } from '../../ui/field.tsx';

interface UpdateFeedProps {
  /** This build has an address, which is used if the user sets none. */
  readonly hasBuiltIn: boolean;
}

/** The address that updates come from. Stored as soon as it is valid, or empty. */
export function UpdateFeed({ hasBuiltIn }: UpdateFeedProps) {
  const { settings } = useStores();
  const kept = useSettings((state) => state.settings.updateFeed);
  // The text while it is being typed, which may be invalid.
  const [draft, setDraft] = useState<string | null>(null);
  const words = t.settings.updates;
  const isWrong = draft !== null && draft.trim() !== '' && !FeedAddress.safeParse(draft.trim()).success;
  const isEmpty = (draft ?? kept ?? '') === '';
  const note = isEmpty ? (hasBuiltIn ? words.feedBuiltIn : words.feedNone) : undefined;
  const setFeed = (text: string) => {
    setDraft(text);
    const address = FeedAddress.safeParse(text.trim());
    if (text.trim() === '') settings.getState().save({ updateFeed: null });
    else if (address.success) settings.getState().save({ updateFeed: address.data });
  };
  return (
    <FieldRow layout="stacked" label={words.feed} error={isWrong ? words.feedWrong : undefined} note={note}>
      {({ id, describedBy }) => (
        <input
          id={id}
          dir="auto"
          type="url"
          className="input update-feed"
          aria-describedby={describedBy}
          aria-invalid={isWrong}
          value={draft ?? kept ?? ''}
          maxLength={500}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setFeed(event.currentTarget.value)}
          onBlur={() => {
            if (!isWrong) setDraft(null);
          }}
        />
      )}
    </FieldRow>
  );
}
