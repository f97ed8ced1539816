import { t } from '@shared/i18n/index.ts';
import { useSettings, useStores } from '../../stores/context.tsx';
import { SwitchField } from '../../ui/switch.tsx';
import { KeyForm } from './key-form.tsx';
import { ModelFiles } from './model-files.tsx';
import { NumberSetting } from './number-setting.tsx';
import { SettingAnchor } from './setting-anchor.tsx';

/** The paid service: key, spending limits, connection. */
export function EngineSection() {
  const { settings } = useStores();
  const now = useSettings((state) => state.settings);
  const change = settings.getState().save;
  const { rows } = t.settings;
  return (
    <>
      <p className="settings-lead">{t.settings.engineLead}</p>
      <h2 className="settings-heading">{rows.key.name}</h2>
      <SettingAnchor id="key">
        <KeyForm engine="1min.ai" />
      </SettingAnchor>
      <h2 className="settings-heading">{t.settings.spending}</h2>
      <div className="settings-fields">
        <SettingAnchor id="dailyCap">
          <NumberSetting
            name="dailyCap"
            label={rows.dailyCap.name}
            min={0}
            max={10_000}
            note={rows.dailyCap.help}
          />
        </SettingAnchor>
      </div>
      <ModelFiles />
      <h2 className="settings-heading">{t.settings.connection}</h2>
      <div className="settings-fields">
        <SettingAnchor id="asynchronous">
          <SwitchField
            label={rows.asynchronous.name}
            checked={now.asynchronous}
            note={rows.asynchronous.help}
            onChange={(asynchronous) => change({ asynchronous })}
          />
        </SettingAnchor>
        <SettingAnchor id="systemProxy">
          <SwitchField
            label={rows.systemProxy.name}
            checked={now.systemProxy}
            note={rows.systemProxy.help}
            onChange={(systemProxy) => change({ systemProxy })}
          />
        </SettingAnchor>
      </div>
    </>
  );
}
