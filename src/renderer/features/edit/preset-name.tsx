import type { Preset } from '@shared/domain/preset.ts';
import { t } from '@shared/i18n/index.ts';
import { type FormEvent, useId, useState } from 'react';
import { useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { FieldMessage } from '../../ui/field.tsx';
import { PresetNameField } from './preset-name-field.tsx';

/** Renames a preset. */
export function PresetName({ preset }: { readonly preset: Preset }) {
  const { presets } = useStores();
  const id = useId();
  const [name, setName] = useState(preset.name);
  const [missing, setMissing] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return setMissing(true);
    if (name.trim() === preset.name || (await presets.getState().rename(preset, name.trim())))
      presets.getState().showList();
  };
  return (
    <form
      className="preset-form"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <PresetNameField
        label={t.edit.presets.renameTitle}
        name={name}
        invalid={missing}
        onName={(next) => {
          setName(next);
          setMissing(false);
        }}
      />
      {missing ? <FieldMessage id={`${id}-problem`} error={t.edit.presets.nameMissing} /> : null}
      <footer className="presets-footer">
        <Button small onClick={() => presets.getState().showList()}>
          {t.common.cancel}
        </Button>
        <Button small type="submit" variant="primary">
          {t.common.rename}
        </Button>
      </footer>
    </form>
  );
}
