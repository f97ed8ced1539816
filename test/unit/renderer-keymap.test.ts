import { describe, expect, it } from 'vitest';
import { gridLayout, keyMove } from '../../src/renderer/features/library/grid-layout.ts';
import { COMMAND_IDS } from '../../src/shared/domain/commands.ts';
import {
  type KeybindingOverrides,
  type KeyPress,
  keymap,
  keysOf,
  keysOfPress,
} from '../../src/shared/domain/keybindings.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});
const ACTIONS_BY_KEY = keymap({});
const action = (pressed: KeyPress, mac = false) =>
  keysOfPress(pressed, mac)
    .map((name) => ACTIONS_BY_KEY.get(name))
    .find((found) => found !== undefined);

describe('keys', () => {
  it('distinguishes Ctrl and Cmd by system', () => {
    expect(action(press('Enter', { ctrlKey: true }))).toBe('run-edit');
    expect(action(press('Enter', { metaKey: true }), true)).toBe('run-edit');
    expect(action(press('Enter', { ctrlKey: true }), true)).toBeUndefined();
    expect(action(press('Enter'))).toBeUndefined();
  });

  it('accepts symbols with and without Shift, letters only as assigned', () => {
    expect(action(press('?', { shiftKey: true }))).toBe('shortcuts');
    expect(action(press('+', { ctrlKey: true, shiftKey: true }))).toBe('zoom-in');
    expect(action(press('=', { ctrlKey: true }))).toBe('zoom-in');
    expect(action(press('N', { ctrlKey: true, shiftKey: true }))).toBe('new-seed');
    expect(action(press('n', { ctrlKey: true }))).toBeUndefined();
    expect(action(press('Tab', { shiftKey: true }))).toBeUndefined();
    expect(action(press('1', { ctrlKey: true, altKey: true }))).toBe('toggle-library');
    expect(action(press('1', { ctrlKey: true }))).toBe('zoom-actual');
    expect(action(press(' '))).toBe('hold-before');
    expect(action(press('f', { altKey: true }))).toBeUndefined();
  });

  it('rates with 0 to 5, like Lightroom, darktable and Bridge, and still with Alt', () => {
    for (const stars of ['0', '1', '2', '3', '4', '5']) {
      expect(action(press(stars))).toBe(`rate-${stars}`);
      expect(action(press(stars, { altKey: true }))).toBe(`rate-${stars}`);
    }
    // On a keyboard where digits need Shift, and with Option on a Mac.
    expect(action(press('"', { code: 'Digit3' }))).toBe('rate-3');
    expect(action(press('¡', { code: 'Digit1', metaKey: true, altKey: true }), true)).toBe('toggle-library');
  });

  it('keeps custom keys with their commands', () => {
    // By a version whose digits folded panels.
    const kept: KeybindingOverrides = {
      compare: ['3'],
      'toggle-edit': [],
      'zoom-fit': ['Mod+0', '0', 'Z'],
      'toggle-library': ['1', 'Q'],
    };
    const keys = keymap(kept);
    expect(keys.get('3')).toBe('compare');
    expect(keys.get('0')).toBe('zoom-fit');
    expect(keys.get('1')).toBe('toggle-library');
    expect(keysOf('toggle-edit', kept)).toEqual([]);
    expect(keysOf('rate-3', kept)).toEqual(['Alt+3']);
    expect(keys.get('2')).toBe('rate-2');
    expect(keys.get('Mod+Alt+2')).toBe('toggle-history');
    const all = COMMAND_IDS.flatMap((id) => keysOf(id, kept));
    expect(new Set(all).size).toBe(all.length);
  });

  it('assigns each key to one command', () => {
    const keys = COMMAND_IDS.flatMap((id) => keysOf(id, {}));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the grid', () => {
  it('fills the width with as many columns as fit', () => {
    expect(gridLayout(260, 120, 8)).toMatchObject({ columns: 2, cell: 126 });
    expect(gridLayout(100, 120, 8)).toMatchObject({ columns: 1, cell: 100 });
    expect(gridLayout(0, 120, 8)).toMatchObject({ columns: 1, cell: 1 });
  });

  it('moves by columns and pages', () => {
    expect(keyMove('ArrowDown', 4, 5)).toBe(4);
    expect(keyMove('PageUp', 4, 5)).toBe(-20);
    expect(keyMove('End', 4, 5)).toBe(Number.POSITIVE_INFINITY);
    expect(keyMove('a', 4, 5)).toBeNull();
  });
});
