import { chosenModel, engineCatalog, isPaid, PRACTICE } from '@shared/domain/engine-catalog.ts';
import type { EngineId } from '@shared/domain/model.ts';
import { explain } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { engineLabel, localText } from '@shared/i18n/model-text.ts';
import { useEffect, useRef } from 'react';
import { useCatalog, useEdit, useImage, useLibrary, useMasks, useStores } from '../../stores/context.tsx';
import { thumbUrl } from '../../stores/picture-urls.ts';
import { useRefreshedEngines } from '../../stores/use-refreshed-engines.ts';
import { Deferred } from '../../ui/deferred.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SelectField, type SelectOption } from '../../ui/select.tsx';
import { WorkSection } from '../mask/index.ts';
import { ComesBackField } from './comes-back-field.tsx';
import './edit.css';
import { LimitsNote, ModelField } from './model-field.tsx';
import { MoreSettings } from './more-settings.tsx';
import { OfferNote } from './offer-note.tsx';
import { PaidNote } from './paid-note.tsx';
import { ParamControl } from './param-control.tsx';
import { Presets } from './presets.tsx';
import { PromptField } from './prompt-field.tsx';
import { ReferencesField } from './references-field.tsx';
import { ResetAll } from './reset-all.tsx';
import { RunBar } from './run-bar.tsx';
import { SeedField } from './seed-field.tsx';
import { WhatIsSent } from './what-is-sent.tsx';

const engines = (): readonly SelectOption<EngineId>[] =>
  engineCatalog().engines.map(({ id }) => ({ value: id, label: engineLabel(id) }));

interface EditRegionProps {
  readonly onRun: () => void;
  readonly onWholePicture: () => void;
}

/** The form for the next edit. `onRun` runs it, like the shortcut and the menu. */
export function EditRegion({ onRun, onWholePicture }: EditRegionProps) {
  const { edit } = useStores();
  const engine = useEdit((state) => state.engine);
  const error = useEdit((state) => state.errors.engine);
  const model = useEdit(chosenModel);
  const prepared = useIsPrepared();
  useCatalog();
  useRefreshedEngines(engine);
  const form = useFieldFocus();
  return (
    <Panel
      name={t.edit.title}
      className="edit"
      actions={
        <>
          <ResetAll />
          <Presets />
        </>
      }
    >
      <div ref={form} className="edit-form">
        <Source />
        {model.prompt === null ? (
          <p className="meta">{t.edit.prompt.none(localText(model.name))}</p>
        ) : (
          <PromptField />
        )}
        <div className="edit-fields">
          {model.params
            .filter((spec) => spec.prominent)
            .map((spec) => (
              <ParamControl key={spec.key} spec={spec} />
            ))}
          <SeedField />
          <SelectField
            label={t.edit.engine.label}
            field="engine"
            error={error && explain(error)}
            layout="stacked"
            value={engine}
            choices={engines()}
            onChange={(next) => edit.getState().setEngine(next)}
          />
          <ModelField />
        </div>
        {isPaid(engine) ? <PaidNote /> : null}
        <OfferNote model={model} />
        <ReferencesField />
        <Work onWholePicture={onWholePicture} />
        <LimitsNote />
        <ComesBackField />
        <MoreSettings model={model} />
        {model.engine === PRACTICE && !prepared ? null : <WhatIsSent model={model} />}
      </div>
      <RunBar onRun={onRun} />
    </Panel>
  );
}

/** What is sent of the selected picture, and where it may change. */
function Work({ onWholePicture }: Pick<EditRegionProps, 'onWholePicture'>) {
  const image = useImage(useLibrary((state) => state.selectedId));
  const several = useLibrary((state) => state.selection.count > 1);
  return image && !several ? (
    <Deferred>
      <WorkSection image={image} onReset={onWholePicture} />
    </Deferred>
  ) : null;
}

/** Whether something other than the whole picture is sent to the engine. */
function useIsPrepared(): boolean {
  const imageId = useLibrary((state) => state.selectedId);
  return useMasks((state) => {
    const work = imageId === null ? undefined : state.works.get(imageId);
    return work !== undefined && (work.region !== null || work.pad !== null || work.protect.pixels > 0);
  });
}

/** The source of the edit. */
function Source() {
  const image = useImage(useLibrary((state) => state.selectedId));
  const others = useLibrary((state) => state.selection.count - 1);
  return image ? (
    <div className="edit-source">
      <img className="edit-source-picture" src={thumbUrl(image.sha256, 48)} alt="" draggable={false} />
      <span className="edit-source-words">
        <span className="edit-source-name">
          {others > 0 ? t.edit.many.sources(image.name, others) : <bdi>{image.name}</bdi>}
        </span>
        <span className="meta numerals">
          {image.width} × {image.height}
        </span>
      </span>
    </div>
  ) : (
    <p className="edit-source meta">{t.edit.noPicture}</p>
  );
}

/** Focuses the field requested by the store, and opens the settings if it is among them. */
function useFieldFocus() {
  const { settings, edit } = useStores();
  const form = useRef<HTMLDivElement>(null);
  const focus = useEdit((state) => state.focus);
  const model = useEdit(chosenModel);
  useEffect(() => {
    if (!focus) return;
    edit.getState().clearFocusRequest();
    const folded = model.params.some((spec) => spec.key === focus.field && !spec.prominent);
    if (folded && !settings.getState().settings.moreSettingsOpen)
      settings.getState().save({ moreSettingsOpen: true });
    // After the settings are rendered.
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(focus.field)}"]`)?.focus(),
    );
  }, [focus, model, settings, edit]);
  return form;
}
