import { EngineId } from '@shared/domain/model.ts';
import { INTERFACE_ZOOMS, type Settings, Theme } from '@shared/domain/settings.ts';
import { t } from '@shared/i18n/index.ts';
import { engineLabel } from '../../format/engine-name.ts';
import { useSettings, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { type Choice, SelectField } from '../../ui/select.tsx';
import { SwitchField } from '../../ui/switch.tsx';
import { languageChoices } from './language-choices.ts';
import { NumberSetting } from './number-setting.tsx';
import { Spot } from './spot.tsx';

export function GeneralSection() {
  return (
    <>
      <h2 className="settings-heading">{t.settings.appearance}</h2>
      <Appearance />
      <h2 className="settings-heading">{t.settings.editing}</h2>
      <Editing />
      <h2 className="settings-heading">{t.settings.help}</h2>
      <Help />
    </>
  );
}

function Appearance() {
  const { settings } = useStores();
  const now = useSettings((state) => state.settings);
  const systemLanguage = useSettings((state) => state.systemLanguage);
  const change = settings.getState().changed;
  const { rows, themes, densities, percent } = t.settings;
  const zooms = INTERFACE_ZOOMS.map((zoom): Choice => ({ value: String(zoom), label: percent(zoom) }));
  return (
    <div className="settings-fields">
      <Spot id="theme">
        <SelectField
          label={rows.theme.name}
          value={now.theme}
          choices={Theme.options.map((value) => ({ value, label: themes[value] }))}
          onChange={(theme) => change({ theme })}
        />
      </Spot>
      <Spot id="density">
        <SelectField
          label={rows.density.name}
          value={now.density}
          choices={DENSITIES.map((value) => ({ value, label: densities[value] }))}
          onChange={(density) => change({ density })}
        />
      </Spot>
      <Spot id="interfaceZoom">
        <SelectField
          label={rows.interfaceZoom.name}
          value={String(now.interfaceZoom)}
          choices={zooms}
          note={rows.interfaceZoom.help}
          onChange={(zoom) => change({ interfaceZoom: Number(zoom) })}
        />
      </Spot>
      <Spot id="language">
        <SelectField
          label={rows.language.name}
          value={now.language}
          choices={languageChoices(systemLanguage)}
          note={rows.language.help}
          onChange={(language) => change({ language })}
        />
      </Spot>
    </div>
  );
}

const DENSITIES: readonly Settings['density'][] = ['usual', 'compact'];

function Editing() {
  const { settings } = useStores();
  const now = useSettings((state) => state.settings);
  const change = settings.getState().changed;
  const { rows } = t.settings;
  return (
    <div className="settings-fields">
      <Spot id="engine">
        <SelectField
          label={rows.engine.name}
          value={now.engine}
          choices={EngineId.options.map((value) => ({ value, label: engineLabel(value) }))}
          note={rows.engine.help}
          onChange={(engine) => change({ engine })}
        />
      </Spot>
      <Spot id="concurrency">
        <NumberSetting name="concurrency" label={rows.concurrency.name} min={1} max={8} />
      </Spot>
      <Spot id="notifyWhenDone">
        <SwitchField
          label={rows.notifyWhenDone.name}
          checked={now.notifyWhenDone}
          note={rows.notifyWhenDone.help}
          onChange={(notifyWhenDone) => change({ notifyWhenDone })}
        />
      </Spot>
    </div>
  );
}

function Help() {
  const { settings } = useStores();
  const done = useSettings((state) => state.settings.onboardingDone);
  return (
    <Spot id="firstSteps">
      <div className="settings-prose">
        <Button disabled={!done} onClick={() => settings.getState().changed({ onboardingDone: false })}>
          {t.settings.showFirstSteps}
        </Button>
        <p className="meta">{t.settings.rows.firstSteps.help}</p>
      </div>
    </Spot>
  );
}
