import { pictureEnding } from '@shared/domain/file-name.ts';
import { t } from '@shared/i18n/index.ts';
import { useStores } from '../../stores/context.tsx';
import { NameForm } from '../../ui/name-form.tsx';

/** Renames the active picture. Its extension stays, because it identifies the format. */
export function RenameForm({ onDone }: { readonly onDone: () => void }) {
  const { library, changes, entities } = useStores();
  const { selectedId } = library.getState();
  const picture = selectedId === null ? undefined : entities.images.get(selectedId);
  if (!picture) return null;
  const ending = pictureEnding(picture.name);
  const base = picture.name.slice(0, picture.name.length - ending.length);
  return (
    <NameForm
      label={t.selection.pictureName}
      value={base}
      action={t.common.rename}
      maxLength={200}
      note={ending === '' ? undefined : t.selection.endingStays(ending)}
      onName={(name) => {
        onDone();
        if (name !== base) void changes.getState().run({ do: 'rename', id: picture.id, name: name + ending });
      }}
    />
  );
}
