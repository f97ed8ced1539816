import { COMMAND_IDS, COMMANDS, type CommandId } from '@shared/domain/commands.ts';
import { keysOf } from '@shared/domain/keybindings.ts';
import { EVERYTHING, type LibraryImage } from '@shared/domain/library-query.ts';
import { seedProblem } from '@shared/domain/seed.ts';
import { catalogs, t } from '@shared/i18n/index.ts';
import type { Stores } from '../../stores/index.ts';
import { dispatch, isEnabled } from '../commands/index.ts';
import { wordsOfSettings } from '../settings/index.ts';
import type { PaletteItem } from './item.ts';

/** Scores of items created from the query, and of search results: before all others, and after good ones. */
const AS_TYPED = 200;
const FOUND_ELSEWHERE = 50;

/** Returns all items of the palette. `text` is the query, `pictures` are its search results. */
export function everyItem(
  stores: Stores,
  text: string,
  pictures: readonly LibraryImage[],
): readonly PaletteItem[] {
  return [
    ...seedItems(stores, text),
    ...actionItems(stores),
    ...pageItems(stores),
    ...pictureItems(stores, pictures),
    ...listItems(stores),
    ...settingItems(stores),
  ];
}

/** Comparison modes, which are named by what they show. */
const COMPARES: ReadonlySet<CommandId> = new Set([
  'compare',
  'side-by-side',
  'blink',
  'difference',
  'grid',
  'numbers',
]);

/** Commands with their own page, and the palette itself. */
const ON_PAGES = /^(rate-\d|collect|palette)$/;

function actionItems(stores: Stores): PaletteItem[] {
  const chosen = stores.settings.getState().settings.keys;
  return COMMAND_IDS.filter((id) => !COMMANDS[id].keyOnly && !ON_PAGES.test(id) && isEnabled(stores, id)).map(
    (id) => ({
      id: `action:${id}`,
      group: COMMANDS[id].group,
      label: t.commands[id],
      ...(COMPARES.has(id) && { also: t.canvas.compare }),
      keys: keysOf(id, chosen)[0],
      chosen: () => dispatch(stores, id),
    }),
  );
}

/** Items that open a list of choices. */
function pageItems({ library }: Stores): PaletteItem[] {
  const words = t.shell.palette.pages;
  const forPictures: PaletteItem[] = library.getState().targetOfSelection()
    ? [
        { id: 'page:rate', group: 'pages', label: words.rate, chosen: { page: 'rate' } },
        { id: 'page:collect', group: 'pages', label: words.collect, chosen: { page: 'collect' } },
      ]
    : [];
  return [
    ...forPictures,
    {
      id: 'page:language',
      group: 'pages',
      label: words.language,
      // Users who can't read the current language search in another one.
      also: catalogs()
        .map(({ settings }) => settings.rows.language.name)
        .join(' '),
      chosen: { page: 'language' },
    },
    { id: 'page:theme', group: 'pages', label: words.theme, chosen: { page: 'theme' } },
  ];
}

/** "4242" is a seed. */
function seedItems({ library, edit }: Stores, text: string): PaletteItem[] {
  const typed = /^(?:seed:?\s*)?(\d{1,10})$/i.exec(text.trim())?.[1];
  const seed = Number(typed);
  if (typed === undefined || seedProblem(seed) !== null) return [];
  const words = t.shell.palette;
  return [
    {
      id: 'seed:find',
      group: 'seed',
      label: words.goToSeed(seed),
      always: AS_TYPED,
      chosen: () => library.getState().search(`seed:${seed}`),
    },
    {
      id: 'seed:use',
      group: 'seed',
      label: words.takeSeed(seed),
      always: AS_TYPED,
      chosen: () => edit.getState().setSeed(seed),
    },
  ];
}

function pictureItems({ library }: Stores, pictures: readonly LibraryImage[]): PaletteItem[] {
  return pictures.map(({ id, name, width, height }) => ({
    id: `picture:${id}`,
    group: 'pictures',
    label: name,
    detail: `${width} × ${height}`,
    // Found by the library's search, possibly by words of its prompt.
    always: FOUND_ELSEWHERE,
    chosen: () => library.getState().reveal(id),
  }));
}

function listItems({ labels, library, presets }: Stores): PaletteItem[] {
  const { collections, searches } = labels.getState();
  return [
    ...collections.map(
      ({ id, name, live }): PaletteItem => ({
        id: `collection:${id}`,
        group: 'collections',
        label: name,
        detail: t.common.pictures(live),
        chosen: () => library.getState().setQuery({ ...EVERYTHING, filter: { collection: id } }),
      }),
    ),
    ...searches.map(
      ({ id, name, query }): PaletteItem => ({
        id: `search:${id}`,
        group: 'searches',
        label: name,
        chosen: () => library.getState().setQuery(query),
      }),
    ),
    ...presets.getState().presets.map(
      (preset): PaletteItem => ({
        id: `preset:${preset.id}`,
        group: 'presets',
        label: preset.name,
        chosen: () => presets.getState().apply(preset),
      }),
    ),
  ];
}

function settingItems({ settings }: Stores): PaletteItem[] {
  return wordsOfSettings().map(({ id, section, name, help, also }) => ({
    id: `setting:${id}`,
    group: 'settings',
    label: name,
    detail: t.settings.sections[section],
    also: `${help} ${also}`,
    chosen: () => settings.getState().openWindow(section, id),
  }));
}
