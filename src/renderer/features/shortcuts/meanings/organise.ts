import { EVERYTHING } from '@shared/domain/library-query.ts';
import type { Stores } from '../../../stores/index.ts';
import type { AskedFor } from '../../organise/organise-store.ts';
import { hasSelected, type Meaning, type Meanings } from './meaning.ts';

/** How the pictures are put in order, and which of them are shown. */
export const organiseMeanings = {
  'edit-tags': ask('tags'),
  collect: ask('collect'),
  rename: ask('rename'),
  'toggle-filters': {
    run: (stores) => {
      const { libraryOpen, filtersOpen } = stores.settings.getState().settings;
      const inSight = libraryOpen && !stores.view.getState().panelsHidden;
      showLibrary(stores);
      stores.settings.getState().changed({ filtersOpen: !inSight || !filtersOpen });
    },
    isOn: ({ settings }) => settings.getState().settings.filtersOpen,
  },
  'show-all': { run: (stores) => show(stores, 'library') },
  'show-trash': { run: (stores) => show(stores, 'trash') },
} as const satisfies Meanings;

function ask(asked: AskedFor): Meaning {
  return {
    run: (stores) => hasSelected(stores) && stores.organise.getState().askedFor(asked),
    applies: hasSelected,
  };
}

function show(stores: Stores, place: 'library' | 'trash'): unknown {
  const { librarySort: sort, libraryReversed: reversed } = stores.settings.getState().settings;
  showLibrary(stores);
  return stores.library.getState().queryChanged({ ...EVERYTHING, place, sort, reversed });
}

function showLibrary({ settings, view }: Stores): void {
  if (view.getState().full) view.getState().fullChanged(false);
  if (view.getState().panelsHidden) view.getState().panelsToggled();
  if (!settings.getState().settings.libraryOpen) settings.getState().changed({ libraryOpen: true });
}
