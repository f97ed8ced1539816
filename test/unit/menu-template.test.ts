import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, describe, expect, it } from 'vitest';
import { acceleratorOf } from '../../src/main/platform/accelerator.ts';
import { type MenuState, menuTemplate } from '../../src/main/platform/menu-template.ts';
import { COMMAND_IDS, COMMANDS } from '../../src/shared/domain/commands.ts';
import { LIBRARY_COMMAND_TYPES as CHANGES } from '../../src/shared/domain/library-command.ts';
import { setLocale, t } from '../../src/shared/i18n/index.ts';

const asked: string[] = [];
const calm: MenuState = {
  undoState: { undo: null, redo: null },
  disabled: [],
  checked: [],
  writing: false,
  keys: {},
};
const items = (state: Partial<MenuState> = {}, mac = false) =>
  flat(
    menuTemplate(
      { ...calm, ...state },
      {
        appName: 'Reseed',
        mac,
        developing: false,
        command: (action) => asked.push(action),
        revealData: () => {},
        showLogs: () => asked.push('logs'),
        saveReport: () => asked.push('report'),
      },
    ),
  );
const flat = (all: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  all.flatMap((one) => [one, ...(Array.isArray(one.submenu) ? flat(one.submenu) : [])]);
const item = (id: string, state: Partial<MenuState> = {}, mac = false) =>
  items(state, mac).find((one) => one.id === id);

describe('the application menu', () => {
  afterEach(() => setLocale('en'));

  it('has every command exactly once', () => {
    for (const mac of [true, false]) {
      const ids = items({}, mac).flatMap((one) => one.id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.filter((id) => !(id in COMMANDS))).toEqual([]);
      // Key-only commands are in no menu.
      const inMenus = COMMAND_IDS.filter((id) => !COMMANDS[id].keyOnly);
      expect([...ids].sort()).toEqual([...inMenus].sort());
    }
    expect(items({}, true)[0]).toMatchObject({ label: 'Reseed' });
  });

  it('opens the log folder and saves a report from the Help menu', () => {
    asked.length = 0;
    for (const label of [t.menu.logFolder, t.menu.saveReport]) {
      const click = items().find((one) => one.label === label)?.click as (() => void) | undefined;
      click?.();
    }
    expect(asked.splice(0)).toEqual(['logs', 'report']);
  });

  it('names what Undo reverts, disabled if there is nothing', () => {
    expect(item('undo', { disabled: ['undo'] })).toMatchObject({ label: 'Undo', enabled: false });
    const undoState = { undo: { action: 'rate', count: 3 }, redo: { action: 'remove', count: 1 } } as const;
    expect(item('undo', { undoState })).toMatchObject({
      label: 'Undo Rate 3 Pictures',
      enabled: true,
    });
    expect(item('redo', { undoState })?.label).toBe('Redo Move 1 Picture to Trash');
    expect(item('undo', { undoState, writing: true })?.label).toBe('Undo');
    setLocale('de');
    expect(item('undo', { undoState })?.label).toBe('Rückgängig: 3 Bilder bewerten');
  });

  it('has a text for every change in both languages', () => {
    for (const language of ['en', 'de'] as const) {
      setLocale(language);
      for (const action of CHANGES) expect(t.menu.undo(action, 2)).not.toMatch(/undefined/);
    }
  });

  it('uses the language and its title case', () => {
    expect(item('save-as')?.label).toBe('Save Picture As…');
    setLocale('de');
    expect(item('save-as')?.label).toBe('Bild speichern unter …');
    expect(items().map(({ label }) => label)).toContain('&Datei');
  });

  it('shows the assigned keys, and leaves plain ones to the page', () => {
    expect(item('run-edit')).toMatchObject({ accelerator: 'CmdOrCtrl+Enter', registerAccelerator: true });
    expect(item('compare')).toMatchObject({ accelerator: 'C', registerAccelerator: false, type: 'checkbox' });
    expect(item('compare', {}, true)?.accelerator).toBeUndefined();
    expect(item('run-edit', { keys: { 'run-edit': ['Alt+ArrowUp'] } })?.accelerator).toBe('Alt+Up');
    expect(item('run-edit', { keys: { 'run-edit': [] } })?.accelerator).toBeUndefined();
  });

  it('uses Electron’s key format', () => {
    expect(acceleratorOf('Mod++')).toBe('CmdOrCtrl+Plus');
    expect(acceleratorOf('Ctrl+Alt+PageDown')).toBe('Ctrl+Alt+PageDown');
    expect(acceleratorOf('nonsense')).toBeUndefined();
  });

  it('sends commands to the window', () => {
    const click = item('run-edit')?.click as (() => void) | undefined;
    click?.();
    expect(asked).toEqual(['run-edit']);
  });
});
