import type { EngineId } from '@shared/domain/model.ts';
import type { Theme } from '@shared/domain/settings.ts';
import { useSettings, useStores } from '../../stores/context.tsx';
import { type Choice, SelectField } from '../../ui/select.tsx';
import { SwitchField } from '../../ui/switch.tsx';
import { NumberSetting } from './number-setting.tsx';

const THEMES: readonly Choice<Theme>[] = [
  { value: 'system', label: 'Same as the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const ENGINES: readonly Choice<EngineId>[] = [
  { value: 'practice', label: 'Practice: built-in filters, not FLUX' },
  { value: '1min.ai', label: '1min.ai: FLUX.2 dev' },
];

export function GeneralSection() {
  const { settings } = useStores();
  const now = useSettings((state) => state.settings);
  const change = settings.getState().changed;
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
      <NumberSetting name="concurrency" label="Runs at the same time" min={1} max={8} />
      <SwitchField
        label="Notify when a run ends"
        checked={now.notifyWhenDone}
        note="Only while Reseed is in the background."
        onChange={(notifyWhenDone) => change({ notifyWhenDone })}
      />
    </div>
  );
}
