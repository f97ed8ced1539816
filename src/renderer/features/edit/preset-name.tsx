import type { Preset } from '@shared/domain/preset.ts';
import { t } from '@shared/words/index.ts';
import { type FormEvent, useId, useRef, useState } from 'react';
import { useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { FieldMessage } from '../../ui/field.tsx';
import { useFocusOnMount } from './use-focus-on-mount.ts';

/** Another name for a preset. */
export function PresetName({ preset }: { readonly preset: Preset }) {
  const { presets } = useStores();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useFocusOnMount(field);
  const [name, setName] = useState(preset.name);
  const [missing, setMissing] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return setMissing(true);
    if (name.trim() === preset.name || (await presets.getState().rename(preset, name.trim())))
      presets.getState().listed();
  };
  return (
    <form
      className="preset-form"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <label className="preset-label" htmlFor={id}>
        {t.edit.presets.renameTitle}
      </label>
      <input
        ref={field}
        id={id}
        className="input"
        maxLength={100}
        value={name}
        aria-invalid={missing}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setMissing(false);
        }}
        onFocus={(event) => event.currentTarget.select()}
      />
      {missing ? <FieldMessage id={`${id}-problem`} error={t.edit.presets.nameMissing} /> : null}
      <footer className="presets-footer">
        <Button small onClick={() => presets.getState().listed()}>
          {t.common.cancel}
        </Button>
        <Button small type="submit" variant="primary">
          {t.common.rename}
        </Button>
      </footer>
    </form>
  );
}
