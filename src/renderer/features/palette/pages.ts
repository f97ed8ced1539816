import type { CommandId } from '@shared/domain/commands.ts';
import { keysOf } from '@shared/domain/keybindings.ts';
import { Theme } from '@shared/domain/settings.ts';
import { t } from '@shared/i18n/index.ts';
import type { Stores } from '../../stores/index.ts';
import { languageChoices } from '../settings/index.ts';
import type { PaletteItem } from './item.ts';
import type { PalettePage } from './palette-store.ts';

/** Returns the choices of a page. `text` is the query. */
export function pageItems(stores: Stores, page: PalettePage, text: string): readonly PaletteItem[] {
  switch (page) {
    case 'rate':
      return ratings(stores);
    case 'collect':
      return collections(stores, text.trim());
    case 'language':
      return languages(stores);
    case 'theme':
      return themes(stores);
  }
}

const RATE: readonly CommandId[] = ['rate-0', 'rate-1', 'rate-2', 'rate-3', 'rate-4', 'rate-5'];

function ratings({ library, changes, settings }: Stores): PaletteItem[] {
  return [5, 4, 3, 2, 1, 0].map((rating) => ({
    id: `rate:${rating}`,
    group: 'pages',
    label: rating === 0 ? t.shell.palette.noRating : t.labels.stars(rating),
    also: String(rating),
    detail: '★'.repeat(rating),
    keys: keysOf(RATE[rating] ?? 'rate-0', settings.getState().settings.keys)[0],
    chosen: () => {
      const target = library.getState().targetOfSelection();
      return target && changes.getState().run({ do: 'rate', target, rating });
    },
  }));
}

function collections({ library, labels, changes }: Stores, text: string): PaletteItem[] {
  const known = labels.getState().collections;
  const items = known.map(
    ({ id, name, live }): PaletteItem => ({
      id: `collect:${id}`,
      group: 'collections',
      label: name,
      detail: t.common.pictures(live),
      chosen: () => {
        const target = library.getState().targetOfSelection();
        return target && changes.getState().run({ do: 'collect', collection: id, target });
      },
    }),
  );
  if (text === '' || known.some(({ name }) => name.toLowerCase() === text.toLowerCase())) return items;
  const fresh: PaletteItem = {
    id: 'collect:new',
    group: 'pages',
    label: t.shell.palette.newCollection(text),
    always: 0,
    chosen: () => {
      const target = library.getState().targetOfSelection();
      return target && changes.getState().run({ do: 'create-collection', name: text, target });
    },
  };
  return [...items, fresh];
}

function languages({ settings }: Stores): PaletteItem[] {
  const { systemLanguage } = settings.getState();
  return languageChoices(systemLanguage).map(({ value, label }) => ({
    id: `language:${value}`,
    group: 'pages',
    label,
    current: settings.getState().settings.language === value,
    chosen: () => settings.getState().save({ language: value }),
  }));
}

function themes({ settings }: Stores): PaletteItem[] {
  return Theme.options.map((theme) => ({
    id: `theme:${theme}`,
    group: 'pages',
    label: t.settings.themes[theme],
    current: settings.getState().settings.theme === theme,
    chosen: () => settings.getState().save({ theme }),
  }));
}
