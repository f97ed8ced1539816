import { chosenModel } from '@shared/domain/engine-catalog.ts';
import { padded } from '@shared/domain/prepare.ts';
import type { Size } from '@shared/geometry.ts';
import { t } from '@shared/i18n/index.ts';
import { choiceName, chosenWayBack, finishPlace, waysBack } from '../../stores/comes-back.ts';
import { useEdit, useImage, useLibrary, useMasks, useSettings, useStores } from '../../stores/context.tsx';
import { SelectField } from '../../ui/select.tsx';

/** How the result comes back into the picture, with the numbers, before the edit is run. */
export function ComesBackField() {
  const { settings } = useStores();
  const image = useImage(useLibrary((state) => state.selectedId));
  const several = useLibrary((state) => state.selection.count > 1);
  const work = useMasks((state) => (several || !image ? undefined : state.works.get(image.id)));
  const model = useEdit(chosenModel);
  const megapixels = useEdit((state) => Number(state.values.megapixels) || null);
  const where = work ? finishPlace(work) : 'found';
  const isPart = where !== 'found';
  const choice = useSettings((state) => chosenWayBack(model, isPart, state.settings));
  const ways = waysBack(model, isPart);
  const size: Size | null = image && !several ? (work?.pad ? padded(image, work.pad).size : image) : null;
  const words = t.edit.comesBack;
  const outcome = {
    raw: words.raw(megapixels),
    original: words.original(size, words.where[where]),
    light: words.light(size),
  }[choice];
  if (ways.length === 1) return null;
  return (
    <SelectField
      label={words.label}
      help={words.help}
      layout="stacked"
      value={choice}
      choices={ways.map((value) => ({ value, label: words.choices[value] }))}
      note={outcome}
      onChange={(value) => settings.getState().save({ [choiceName(isPart)]: value })}
    />
  );
}
