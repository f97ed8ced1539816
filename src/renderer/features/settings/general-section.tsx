import { engineCatalog } from '@shared/domain/engine-catalog.ts';
import { INTERFACE_ZOOMS, type Settings, Theme } from '@shared/domain/settings.ts';
import { t } from '@shared/i18n/index.ts';
import { engineLabel } from '@shared/i18n/model-text.ts';
import { useSettings, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField, type SelectOption } from '../../ui/select.tsx';
import { SwitchField } from '../../ui/switch.tsx';
import { languageChoices } from './language-choices.ts';
import { NumberSetting } from './number-setting.tsx';
import { SettingAnchor } from './setting-anchor.tsx';

export function GeneralSection() {
  return (
    <>
      <h2 className="settings-heading">{t.settings.appearance}</h2>
      <Appearance />
      <h2 className="settings-heading">{t.settings.editing}</h2>
      <Editing />
      <h2 className="settings-heading">{t.settings.privacy}</h2>
      <Privacy />
      <h2 className="settings-heading">{t.settings.help}</h2>
      <Help />
    </>
  );
}

function Appearance() {
  const { settings } = useStores();
  const now = useSettings((state) => state.settings);
  const systemLanguage = useSettings((state) => state.systemLanguage);
  const change = settings.getState().save;
  const { rows, themes, densities, percent } = t.settings;
  const zooms = INTERFACE_ZOOMS.map((zoom): SelectOption => ({ value: String(zoom), label: percent(zoom) }));
  return (
    <div className="settings-fields">
      <SettingAnchor id="theme">
        <SelectField
          label={rows.theme.name}
          value={now.theme}
          choices={Theme.options.map((value) => ({ value, label: themes[value] }))}
          onChange={(theme) => change({ theme })}
        />
      </SettingAnchor>
      <SettingAnchor id="density">
        <SelectField
          label={rows.density.name}
          value={now.density}
          choices={DENSITIES.map((value) => ({ value, label: densities[value] }))}
          onChange={(density) => change({ density })}
        />
      </SettingAnchor>
      <SettingAnchor id="interfaceZoom">
        <SelectField
          label={rows.interfaceZoom.name}
          value={String(now.interfaceZoom)}
          choices={zooms}
          note={rows.interfaceZoom.help}
          onChange={(zoom) => change({ interfaceZoom: Number(zoom) })}
        />
      </SettingAnchor>
      <SettingAnchor id="language">
        <SelectField
          label={rows.language.name}
          value={now.language}
          choices={languageChoices(systemLanguage)}
          note={rows.language.help}
          onChange={(language) => change({ language })}
        />
      </SettingAnchor>
    </div>
  );
}

const DENSITIES: readonly Settings['density'][] = ['usual', 'compact'];

function Editing() {
  const { settings } = useStores();
  const now = useSettings((state) => state.settings);
  const change = settings.getState().save;
  const { rows } = t.settings;
  return (
    <div className="settings-fields">
      <SettingAnchor id="engine">
        <SelectField
          label={rows.engine.name}
          value={now.engine}
          choices={engineCatalog().engines.map(({ id }) => ({ value: id, label: engineLabel(id) }))}
          note={rows.engine.help}
          onChange={(engine) => change({ engine })}
        />
      </SettingAnchor>
      <SettingAnchor id="concurrency">
        <NumberSetting name="concurrency" label={rows.concurrency.name} min={1} max={8} />
      </SettingAnchor>
      <SettingAnchor id="notifyWhenDone">
        <SwitchField
          label={rows.notifyWhenDone.name}
          checked={now.notifyWhenDone}
          note={rows.notifyWhenDone.help}
          onChange={(notifyWhenDone) => change({ notifyWhenDone })}
        />
      </SettingAnchor>
    </div>
  );
}

function Privacy() {
  const { settings } = useStores();
  const now = useSettings((state) => state.settings);
  const change = settings.getState().save;
  const { rows } = t.settings;
  return (
    <div className="settings-fields">
      <SettingAnchor id="keepCameraData">
        <SwitchField
          label={rows.keepCameraData.name}
          checked={now.keepCameraData}
          note={rows.keepCameraData.help}
          onChange={(keepCameraData) => change({ keepCameraData })}
        />
      </SettingAnchor>
      <SettingAnchor id="keepLocation">
        <SwitchField
          label={rows.keepLocation.name}
          checked={now.keepCameraData && now.keepLocation}
          disabled={!now.keepCameraData}
          note={rows.keepLocation.help}
          onChange={(keepLocation) => change({ keepLocation })}
        />
      </SettingAnchor>
    </div>
  );
}

function Help() {
  const { settings } = useStores();
  const done = useSettings((state) => state.settings.onboardingDone);
  return (
    <SettingAnchor id="firstSteps">
      <div className="settings-prose">
        <Button disabled={!done} onClick={() => settings.getState().save({ onboardingDone: false })}>
          {t.settings.showFirstSteps}
        </Button>
        <p className="meta">{t.settings.rows.firstSteps.help}</p>
      </div>
    </SettingAnchor>
  );
}
