import { chosenModel } from '@shared/domain/engine-catalog.ts';
import { SEED_MAX, SEED_MIN } from '@shared/domain/seed.ts';
import { explain } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { localText } from '@shared/i18n/model-text.ts';
import { Dices, Lock, LockOpen } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { useEdit, useKeysOf, useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { FieldRow } from '../../ui/field.tsx';
import { NumberInput } from '../../ui/number-input.tsx';
import { seedNote } from './param-note.ts';
import { useNoteContext } from './use-note-context.ts';

const RANGE = { min: SEED_MIN, max: SEED_MAX, step: 1, integer: true };

/** The seed, always visible. Accepts a seed dragged from a result. */
export function SeedField() {
  const { edit, settings } = useStores();
  const seed = useEdit((state) => state.seed);
  const locked = useEdit((state) => state.seedLocked);
  const error = useEdit((state) => state.errors.seed);
  const keys = useKeysOf('new-seed');
  const model = useEdit(chosenModel);
  const note = seedNote(useNoteContext())?.text;
  const [landing, setLanding] = useState(false);
  const lock = (next: boolean) => {
    edit.getState().setSeedLocked(next);
    settings.getState().save({ seedLocked: next });
  };
  const isSeed = (event: DragEvent) =>
    event.dataTransfer.types.includes('text/plain') && !event.dataTransfer.types.includes('Files');
  return (
    <fieldset
      className={classNames('seed-drop', landing && 'seed-landing')}
      onDragOver={(event) => {
        if (!isSeed(event)) return;
        event.preventDefault();
        setLanding(true);
      }}
      onDragLeave={() => setLanding(false)}
      onDrop={(event) => {
        setLanding(false);
        const text = event.dataTransfer.getData('text/plain').trim();
        if (!isSeed(event) || !/^\d{1,10}$/.test(text)) return;
        event.preventDefault();
        edit.getState().setSeed(Number(text));
      }}
    >
      <FieldRow
        label={t.edit.seed.label}
        error={error && explain(error)}
        note={model.seed === null ? t.edit.warnings.noSeed(localText(model.name)) : note}
        help={t.edit.seed.help}
      >
        {({ id, describedBy }) => (
          <>
            <NumberInput
              id={id}
              className="mono seed-input"
              data-field="seed"
              aria-describedby={describedBy}
              value={seed}
              range={RANGE}
              invalid={error !== undefined}
              onChange={(value) => edit.getState().setSeed(value)}
              onLeave={() => edit.getState().touchField('seed')}
            />
            <span className="seed-buttons">
              <IconButton
                icon={Dices}
                label={t.edit.seed.roll}
                keys={keys}
                onClick={() => edit.getState().drawSeed()}
              />
              <IconButton
                icon={locked ? Lock : LockOpen}
                label={t.edit.seed.keep}
                hint={locked ? t.edit.seed.isKept : t.edit.seed.keepThis}
                aria-pressed={locked}
                onClick={() => lock(!locked)}
              />
            </span>
          </>
        )}
      </FieldRow>
    </fieldset>
  );
}
