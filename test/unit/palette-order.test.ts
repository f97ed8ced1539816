import { describe, expect, it } from 'vitest';
import type { PaletteItem } from '../../src/renderer/features/palette/item.ts';
import { ordered } from '../../src/renderer/features/palette/order.ts';

const item = (
  id: string,
  group: PaletteItem['group'],
  label: string,
  more: Partial<PaletteItem> = {},
): PaletteItem => ({
  id,
  group,
  label,
  chosen: () => undefined,
  ...more,
});
const ITEMS = [
  item('run', 'edit', 'Run edit'),
  item('again', 'edit', 'Edit again'),
  item('theme', 'pages', 'Theme…'),
  item('theme-setting', 'settings', 'Theme', { also: 'Light, dark. appearance Farbschema' }),
  item('red', 'pictures', 'red door.png', { always: 50 }),
];
const ids = (query: string, recent: readonly string[] = []) =>
  ordered(ITEMS, query, recent).flatMap(({ group, lines }) =>
    lines.map((line) => `${group}/${line.item.id}`),
  );

describe('the order of the palette', () => {
  it('without a query, shows recent choices, then everything in its groups', () => {
    expect(ids('', ['theme', 'gone', 'again'])).toEqual([
      'recent/theme',
      'recent/again',
      'edit/run',
      'pictures/red',
      'settings/theme-setting',
    ]);
  });

  it('ranks recent choices first among good matches', () => {
    expect(ids('edit').slice(0, 2)).toEqual(['edit/again', 'edit/run']);
    expect(ids('edit', ['run']).slice(0, 2)).toEqual(['edit/run', 'edit/again']);
  });

  it('ranks commands before a setting of the same name', () => {
    expect(ids('theme')).toEqual(['pages/theme', 'settings/theme-setting', 'pictures/red']);
  });

  it('finds settings by hidden words in any language, but not by scattered letters', () => {
    expect(ids('farbschema')).toContain('settings/theme-setting');
    expect(ids('apnce')).not.toContain('settings/theme-setting');
  });
});
