import type { Target } from '@shared/domain/library-command.ts';
import type { LibraryImage } from '@shared/domain/library-query.ts';
import type { Stores } from './index.ts';

type Marking = Pick<Stores, 'library' | 'changes' | 'entities'>;

/** Rates all selected pictures. */
export function rateSelected(stores: Marking, rating: number): void {
  const { library, changes } = stores;
  const target = library.getState().targetOfSelection();
  if (target)
    void changes.getState().run({ do: 'rate', target, rating }, { picture: nameOf(stores, target) });
}

/** Makes all selected pictures favorites, or removes the mark if the active one is a favorite. */
export function favoriteSelected(stores: Marking): void {
  const { library, changes, entities } = stores;
  const { selectedId, targetOfSelection } = library.getState();
  const target = targetOfSelection();
  const active = selectedId === null ? undefined : entities.images.get(selectedId);
  if (!target || !active) return;
  const command = { do: 'favourite', target, favourite: !active.favourite } as const;
  void changes.getState().run(command, { picture: nameOf(stores, target) });
}

/** Marks one picture, regardless of the selection. The mark is visible on the picture, so there is no toast. */
export function markOne(
  { changes }: Pick<Stores, 'changes'>,
  picture: LibraryImage,
  mark: Partial<LibraryImage>,
): void {
  const target = { ids: [picture.id] };
  const quiet = { quiet: true };
  const { favourite, rating } = mark;
  if (favourite !== undefined) void changes.getState().run({ do: 'favourite', target, favourite }, quiet);
  if (rating !== undefined) void changes.getState().run({ do: 'rate', target, rating }, quiet);
}

function nameOf({ entities }: Marking, target: Target): string | undefined {
  const [id] = 'ids' in target && target.ids.length === 1 ? target.ids : [];
  return id === undefined ? undefined : entities.images.get(id)?.name;
}
