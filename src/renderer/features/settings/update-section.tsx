import { isManaged, type UpdateState } from '@shared/domain/update.ts';
import { explain } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect } from 'react';
import { useSettings, useStores, useUpdates } from '../../stores/context.tsx';
import { SettingAnchor } from './setting-anchor.tsx';
import { UpdateFeed } from './update-feed.tsx';
import { UpdateSteps } from './update-steps.tsx';

/** The installed version, and the steps to a newer one. */
export function UpdateSection() {
  const { updates: store } = useStores();
  const version = useSettings((state) => state.version);
  const state = useUpdates((updates) => updates.state);
  const words = t.settings.updates;
  useEffect(() => void store.getState().load(), [store]);
  return (
    <SettingAnchor id="updates">
      <div className="settings-prose update-section">
        <p>{words.version(version)}</p>
        {state ? <Body state={state} /> : null}
      </div>
    </SettingAnchor>
  );
}

function Body({ state }: { readonly state: UpdateState }) {
  const words = t.settings.updates;
  if (isManaged(state.install)) return <p>{state.install === 'deb' ? words.deb : words.rpm}</p>;
  if (!state.hasKey) return <p>{explain({ reason: 'update-no-key' })}</p>;
  return (
    <>
      <p>{words.lead}</p>
      <UpdateFeed hasBuiltIn={state.hasBuiltInFeed} />
      <UpdateSteps state={state} />
    </>
  );
}
