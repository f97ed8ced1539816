import { findModel } from '@shared/domain/engine-catalog.ts';
import type { ParamSpec } from '@shared/domain/model.ts';
import { setsSomething } from '@shared/domain/preset.ts';
import { t } from '@shared/i18n/index.ts';
import { paramLabel } from '@shared/i18n/model-text.ts';
import { type FormEvent, useId, useState } from 'react';
import { paramValueText } from '../../format/param-value.ts';
import { usePresets, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { FieldMessage } from '../../ui/field.tsx';
import { PresetNameField } from './preset-name-field.tsx';
import { contentOf, namedLike, type PresetParts, type PresetSource } from './preset-store.ts';

/** Number of prompt characters for a name. */
const NAME_LENGTH = 40;

/** Name and content of a new preset. */
export function PresetForm({ source }: { readonly source: PresetSource }) {
  const { presets } = useStores();
  const id = useId();
  const [name, setName] = useState(() => nameFor(source));
  const [parts, setParts] = useState<PresetParts>(() => partsToBegin(source));
  const [problem, setProblem] = useState<string | null>(null);
  const there = usePresets((state) => namedLike(state.presets, name));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const content = contentOf(source, parts);
    if (name.trim() === '') return setProblem(t.edit.presets.nameMissing);
    if (!setsSomething(content)) return setProblem(t.edit.presets.nothingTicked);
    if (await presets.getState().save(name.trim(), content)) presets.getState().close();
  };
  return (
    <form className="preset-form" onSubmit={(event) => void save(event)} onKeyDown={keepKeys}>
      <PresetNameField
        label={t.edit.presets.name}
        name={name}
        invalid={problem !== null && name.trim() === ''}
        onName={(next) => {
          setName(next);
          setProblem(null);
        }}
      />
      <Parts source={source} parts={parts} onChange={setParts} />
      {problem ? <FieldMessage id={`${id}-problem`} error={problem} /> : null}
      <footer className="presets-footer">
        <Button small onClick={() => presets.getState().showList()}>
          {t.common.cancel}
        </Button>
        <Button small type="submit" variant="primary" className="preset-save">
          {there ? t.edit.presets.replace(there.name) : t.edit.presets.save}
        </Button>
      </footer>
    </form>
  );
}

interface PartsProps {
  readonly source: PresetSource;
  readonly parts: PresetParts;
  readonly onChange: (parts: PresetParts) => void;
}

function Parts({ source, parts, onChange }: PartsProps) {
  const [open, setOpen] = useState(false);
  const specs = (findModel(source.engine, source.model)?.params ?? []).filter(
    (spec) => spec.key in source.params,
  );
  const words = t.edit.presets.sets;
  const tickParam = (spec: ParamSpec, on: boolean) =>
    onChange({
      ...parts,
      params: on ? [...parts.params, spec.key] : parts.params.filter((key) => key !== spec.key),
    });
  return (
    <fieldset className="preset-parts">
      <legend className="preset-label">{t.edit.presets.whatItSets}</legend>
      <Tick
        label={words.prompt}
        value={source.prompt ?? ''}
        checked={parts.prompt}
        disabled={source.prompt === undefined}
        onChange={(prompt) => onChange({ ...parts, prompt })}
      />
      <Tick
        label={words.params}
        value={t.edit.presets.ofSettings(parts.params.length, specs.length)}
        checked={parts.params.length > 0}
        some={parts.params.length > 0 && parts.params.length < specs.length}
        disabled={specs.length === 0}
        onChange={(on) => onChange({ ...parts, params: on ? specs.map(({ key }) => key) : [] })}
      />
      <Tick
        label={words.seed}
        value={source.seed === undefined ? '' : String(source.seed)}
        checked={parts.seed}
        disabled={source.seed === undefined}
        onChange={(seed) => onChange({ ...parts, seed })}
      />
      <Disclosure label={t.edit.presets.eachSetting} open={open} onToggle={setOpen}>
        {specs.map((spec) => (
          <Tick
            key={spec.key}
            label={paramLabel(spec.key)}
            value={paramValueText(spec, source.params[spec.key] ?? spec.default)}
            checked={parts.params.includes(spec.key)}
            onChange={(on) => tickParam(spec, on)}
          />
        ))}
      </Disclosure>
    </fieldset>
  );
}

interface TickProps {
  readonly label: string;
  readonly value: string;
  readonly checked: boolean;
  /** Mixed state: some of its items are checked. */
  readonly some?: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Tick({ label, value, checked, some = false, disabled = false, onChange }: TickProps) {
  const id = useId();
  return (
    <div className="tick">
      <input
        id={id}
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = some;
        }}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label htmlFor={id}>{label}</label>
      <span className="tick-value">{value}</span>
    </div>
  );
}

/** Returns the initial selection: the prompt and the settings with non-default values, but not the seed. */
function partsToBegin({ prompt, engine, model, params }: PresetSource): PresetParts {
  const changed = (findModel(engine, model)?.params ?? []).filter(
    (spec) => spec.key in params && params[spec.key] !== spec.default,
  );
  return { prompt: prompt !== undefined, params: changed.map(({ key }) => key), seed: false };
}

/** Returns whole words from the beginning of the prompt. */
function nameFor({ prompt = '' }: PresetSource): string {
  const line = prompt.replace(/\s+/g, ' ').trim();
  if (line.length <= NAME_LENGTH) return line;
  return line
    .slice(0, NAME_LENGTH + 1)
    .replace(/\s+\S*$/, '')
    .slice(0, NAME_LENGTH);
}

/** Disables the window's shortcuts here. */
function keepKeys(event: React.KeyboardEvent): void {
  if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
}
