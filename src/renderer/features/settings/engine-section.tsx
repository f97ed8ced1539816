import { useSettings, useStores } from '../../stores/context.tsx';
import { SwitchField } from '../../ui/switch.tsx';
import { KeyForm } from './key-form.tsx';
import { NumberSetting } from './number-setting.tsx';

/** The paid service: the key, what may be spent, and how it is reached. */
export function EngineSection() {
  const { settings } = useStores();
  const now = useSettings((state) => state.settings);
  const change = settings.getState().changed;
  return (
    <>
      <p className="settings-lead">
        Edits by FLUX.2 dev are carried out by 1min.ai, on your account there, and cost credits.
      </p>
      <h2 className="settings-heading">API key</h2>
      <KeyForm />
      <h2 className="settings-heading">Spending</h2>
      <div className="settings-fields">
        <NumberSetting
          name="dailyCap"
          label="Paid runs a day"
          min={0}
          max={10_000}
          note="At this number, further paid runs wait until tomorrow. 0 starts none."
        />
      </div>
      <h2 className="settings-heading">Connection</h2>
      <div className="settings-fields">
        <SwitchField
          label="Answers later"
          checked={now.asynchronous}
          note="1min.ai answers at once and is asked for the result afterwards. Try it when long edits break off."
          onChange={(asynchronous) => change({ asynchronous })}
        />
        <SwitchField
          label="Use the system’s proxy"
          checked={now.systemProxy}
          note="For networks that reach the internet through a proxy only."
          onChange={(systemProxy) => change({ systemProxy })}
        />
      </div>
    </>
  );
}
