import type { EngineId } from '@shared/domain/model.ts';
import type { Theme } from '@shared/domain/settings.ts';
import { useState } from 'react';
import { useSettings, useStores } from '../../stores/context.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { type Choice, SelectField } from '../../ui/select.tsx';
import { SwitchField } from '../../ui/switch.tsx';

const THEMES: readonly Choice<Theme>[] = [
  { value: 'system', label: 'Same as the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const ENGINES: readonly Choice<EngineId>[] = [
  { value: 'practice', label: 'Practice: built-in filters, not FLUX' },
  { value: '1min.ai', label: '1min.ai: FLUX.2 dev' },
];
const AT_ONCE = { min: 1, max: 8, step: 1, integer: true };

export function GeneralSection() {
  const { settings } = useStores();
  const now = useSettings((state) => state.settings);
  const change = settings.getState().changed;
  const [atOnce, setAtOnce] = useState<number | null>(now.concurrency);
  const fits = atOnce !== null && Number.isInteger(atOnce) && atOnce >= AT_ONCE.min && atOnce <= AT_ONCE.max;
  return (
    <div className="settings-fields">
      <SelectField label="Theme" value={now.theme} choices={THEMES} onChange={(theme) => change({ theme })} />
      <SelectField
        label="Engine at start"
        value={now.engine}
        choices={ENGINES}
        note="What a new window edits with. The Edit panel can change it at any time."
        onChange={(engine) => change({ engine })}
      />
      <NumberField
        label="Runs at the same time"
        value={atOnce}
        range={AT_ONCE}
        error={fits ? undefined : 'A whole number from 1 to 8.'}
        onChange={(value) => {
          setAtOnce(value);
          if (value !== null && Number.isInteger(value) && value >= AT_ONCE.min && value <= AT_ONCE.max)
            change({ concurrency: value });
        }}
      />
      <SwitchField
        label="Notify when a run ends"
        checked={now.notifyWhenDone}
        note="Only while Reseed is in the background."
        onChange={(notifyWhenDone) => change({ notifyWhenDone })}
      />
    </div>
  );
}
