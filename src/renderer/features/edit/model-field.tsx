import { capabilitiesOf, chosenModel, engineInfo, modelsOf } from '@shared/domain/engine-catalog.ts';
import { type Model, ModelTask } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';
import { localText, modelChoice } from '@shared/i18n/model-text.ts';
import { useEdit, useLibrary, useMasks, useStores } from '../../stores/context.tsx';
import { SelectField, type SelectOption } from '../../ui/select.tsx';

/** The models of the chosen engine, with how far each is known. Without a choice, only the name of a workflow. */
export function ModelField() {
  const { edit, settings } = useStores();
  const model = useEdit(chosenModel);
  const choices = modelsOf(model.engine);
  if (choices.length < 2) return <WorkflowName model={model} />;
  return (
    <SelectField
      label={t.edit.model.label}
      field="model"
      layout="stacked"
      value={model.id}
      choices={byTask(choices)}
      note={model.grade === 'documented' ? t.edit.model.documentedNote(model.source) : undefined}
      onChange={(id) => {
        edit.getState().setModel(model.engine, id);
        const { models } = settings.getState().settings;
        settings.getState().save({ models: { ...models, [model.engine]: id } });
      }}
    />
  );
}

/** The choices with a heading for each task, if there are several. */
function byTask(models: readonly Model[]): readonly SelectOption[] {
  const tasks = ModelTask.options.filter((task) => models.some((model) => model.task === task));
  return tasks.flatMap((task) =>
    models
      .filter((model) => model.task === task)
      .map((model) => ({
        value: model.id,
        label: modelChoice(model),
        ...(tasks.length > 1 && { group: t.edit.model.tasks[task] }),
      })),
  );
}

/** The workflow that the next edit uses, for an engine whose workflow can be replaced. */
function WorkflowName({ model }: { readonly model: Model }) {
  const canReplace = engineInfo(model.engine)?.options.some(({ kind }) => kind === 'workflow') ?? false;
  return canReplace ? (
    <p className="meta" dir="auto">
      {t.workflow.uses(localText(model.name))}
    </p>
  ) : null;
}

/** What the model needs, and what it can't do of what the form asks for, before the press. */
export function LimitsNote() {
  const model = useEdit(chosenModel);
  const imageId = useLibrary((state) => state.selectedId);
  const hasMask = useMasks((state) => {
    const work = imageId === null ? undefined : state.works.get(imageId);
    return work !== undefined && work.change.pixels > 0;
  });
  const name = localText(model.name);
  const words = t.edit.model;
  return (
    <>
      {model.needsMask && !hasMask ? <p className="meta">{words.needsMask(name)}</p> : null}
      {hasMask && !capabilitiesOf(model).mask ? <p className="meta">{words.noMask(name)}</p> : null}
      {model.note === undefined ? null : <p className="meta">{localText(model.note)}</p>}
    </>
  );
}
