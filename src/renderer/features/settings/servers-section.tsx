import type { EngineInfo, EngineOption } from '@shared/domain/engine.ts';
import { engineCatalog } from '@shared/domain/engine-catalog.ts';
import { t } from '@shared/i18n/index.ts';
import { localText } from '@shared/i18n/model-text.ts';
import { isExposed } from '@shared/loopback.ts';
import { useId, useState } from 'react';
import { useKey, useSettings, useStores } from '../../stores/context.tsx';
import { keyOf } from '../../stores/key-entries.ts';
import { Button } from '../../ui/button.tsx';
import { ExposedNote } from './exposed-note.tsx';
import { KeyForm } from './key-form.tsx';
import { ModelFiles } from './model-files.tsx';
import { rememberServer } from './server-list.ts';
import { SettingAnchor } from './setting-anchor.tsx';
import { useWorkflowDrop } from './use-workflow-drop.ts';
import { WorkflowField } from './workflow-field.tsx';

/** The engines that the user sets up: address, key or token, and a free test of both. */
export function ServersSection() {
  const engines = engineCatalog().engines.filter(({ options }) => options.length > 0);
  return (
    <SettingAnchor id="servers">
      <p className="settings-lead">{t.settings.serversLead}</p>
      {engines.map((info) => (
        <EngineServer key={info.id} info={info} />
      ))}
      <ModelFiles />
    </SettingAnchor>
  );
}

function EngineServer({ info }: { readonly info: EngineInfo }) {
  const { key } = useStores();
  const busy = useKey((state) => keyOf(state, info.id).busy);
  const name = localText(info.name);
  const drop = useWorkflowDrop(info);
  return (
    <section
      className="engine-server"
      aria-label={name}
      data-drop={drop.isOver || undefined}
      {...drop.handlers}
    >
      <h2 className="settings-heading">{t.common.engine(name, localText(info.about))}</h2>
      {info.notice === undefined ? null : <p className="settings-prose">{localText(info.notice)}</p>}
      <div className="settings-fields">
        {info.options.map((option) =>
          option.kind === 'workflow' ? (
            <WorkflowField key={option.key} info={info} option={option} />
          ) : (
            <OptionField key={option.key} info={info} option={option} />
          ),
        )}
      </div>
      <Button aria-disabled={busy !== null} onClick={() => void key.getState().test(info.id)}>
        {t.settings.testServer}
      </Button>
      <KeyForm engine={info.id} />
    </section>
  );
}

/** One option of an engine. It is stored when the field is left or Enter is pressed. */
function OptionField({ info, option }: { readonly info: EngineInfo; readonly option: EngineOption }) {
  const { settings } = useStores();
  const all = useSettings((state) => state.settings.engineOptions);
  const own = all[info.id] ?? {};
  const stored = own[option.key] ?? option.default;
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const known =
    option.kind === 'address' ? (own.servers ?? '').split('\n').filter((line) => line !== '') : [];
  const store = () => {
    if (draft === null) return;
    const next =
      option.kind === 'address' ? rememberServer(own, option.key, draft) : { ...own, [option.key]: draft };
    settings.getState().save({ engineOptions: { ...all, [info.id]: next } });
    setDraft(null);
  };
  const isList = option.key === 'servers';
  const sendsKey = option.kind === 'address' && info.key !== 'none';
  const isWarned = sendsKey && isExposed(draft ?? stored);
  const noteId = `${id}-note`;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {localText(option.label)}
      </label>
      {isList ? (
        <textarea
          id={id}
          className="input engine-server-list"
          dir="auto"
          spellCheck={false}
          maxLength={2_000}
          rows={3}
          value={draft ?? stored}
          onBlur={store}
          onChange={(event) => setDraft(event.target.value)}
        />
      ) : (
        <input
          id={id}
          className="input"
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          maxLength={2_000}
          aria-describedby={isWarned ? noteId : undefined}
          list={known.length > 0 ? `${id}-known` : undefined}
          value={draft ?? stored}
          onBlur={store}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') store();
          }}
        />
      )}
      {sendsKey ? <ExposedNote id={noteId} address={draft ?? stored} /> : null}
      {known.length > 0 ? (
        <datalist id={`${id}-known`}>
          {known.map((address) => (
            <option key={address} value={address} />
          ))}
        </datalist>
      ) : null}
      {option.help === undefined ? null : <p className="field-note meta">{localText(option.help)}</p>}
    </div>
  );
}
