import type { Settings } from '@shared/domain/settings.ts';
import { t } from '@shared/i18n/index.ts';
import { useState } from 'react';
import { useSettings, useStores } from '../../stores/context.tsx';
import { NumberField } from '../../ui/number-field.tsx';

type NumberKey = { [K in keyof Settings]: Settings[K] extends number ? K : never }[keyof Settings];

interface NumberSettingProps {
  readonly name: NumberKey;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly note?: string;
}

/** A whole number setting: invalid values are rejected with a message and not stored. */
export function NumberSetting({ name, label, min, max, note }: NumberSettingProps) {
  const { settings } = useStores();
  const kept = useSettings((state) => state.settings[name]);
  // The typed value while it differs from the stored one.
  const [draft, setDraft] = useState<{ readonly value: number | null } | null>(null);
  const value = draft ? draft.value : kept;
  const fits = value !== null && Number.isInteger(value) && value >= min && value <= max;
  return (
    <NumberField
      label={label}
      value={value}
      range={{ min, max, step: 1, integer: true }}
      error={fits ? undefined : t.common.wholeNumber(min, max)}
      note={note}
      onChange={(next) => {
        const good = next !== null && Number.isInteger(next) && next >= min && next <= max;
        setDraft(good ? null : { value: next });
        if (good) settings.getState().save({ [name]: next });
      }}
    />
  );
}
