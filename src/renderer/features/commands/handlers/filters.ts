import { EVERYTHING } from '@shared/domain/library-query.ts';
import type { Stores } from '../../../stores/index.ts';
import type { SelectionPopover } from '../../selection/popover-store.ts';
import { type CommandHandler, type CommandHandlers, hasSelected } from './command-handler.ts';

/** Filters, the places of the library, and the popovers on the selected pictures. */
export const filterHandlers = {
  'edit-tags': openPopover('tags'),
  collect: openPopover('collect'),
  rename: openPopover('rename'),
  'toggle-filters': {
    run: (stores) => {
      const { libraryOpen, filtersOpen } = stores.settings.getState().settings;
      const inSight = libraryOpen && !stores.view.getState().panelsHidden;
      showLibrary(stores);
      stores.settings.getState().save({ filtersOpen: !inSight || !filtersOpen });
    },
    isToggled: ({ settings }) => settings.getState().settings.filtersOpen,
  },
  'show-all': { run: (stores) => show(stores, 'library') },
  'show-trash': { run: (stores) => show(stores, 'trash') },
} as const satisfies CommandHandlers;

function openPopover(popover: SelectionPopover): CommandHandler {
  return {
    run: (stores) => hasSelected(stores) && stores.popovers.getState().openPopover(popover),
    isEnabled: hasSelected,
  };
}

function show(stores: Stores, place: 'library' | 'trash'): unknown {
  const { librarySort: sort, libraryReversed: reversed } = stores.settings.getState().settings;
  showLibrary(stores);
  return stores.library.getState().setQuery({ ...EVERYTHING, place, sort, reversed });
}

function showLibrary({ settings, view }: Stores): void {
  if (view.getState().fillsWindow) view.getState().setFillWindow(false);
  if (view.getState().panelsHidden) view.getState().togglePanels();
  if (!settings.getState().settings.libraryOpen) settings.getState().save({ libraryOpen: true });
}
