import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../src/main/settings/salvage.ts';
import {
  findConflict,
  reservedReason,
  reset,
  withKeys,
} from '../../src/renderer/features/shortcuts/rebind.ts';
import { COMMAND_IDS, COMMANDS } from '../../src/shared/domain/commands.ts';
import {
  type KeybindingOverrides,
  type KeyPress,
  keymap,
  keysOf,
  keysOfPress,
  parseKeys,
  readKeybindingOverrides,
} from '../../src/shared/domain/keybindings.ts';
import { recoverSettings } from '../../src/shared/domain/recover-settings.ts';
import { fc } from '../fixtures/property.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

describe('keys as text', () => {
  it('are parsed, or rejected', () => {
    expect(parseKeys('Mod+Shift+N')).toEqual({ modifiers: ['Mod', 'Shift'], key: 'N' });
    expect(parseKeys('Mod++')).toEqual({ modifiers: ['Mod'], key: '+' });
    expect(parseKeys('+')).toEqual({ modifiers: [], key: '+' });
    for (const none of ['', 'n', 'Mod', 'Mod+', 'Hyper+N', 'Mod+Mod+N', 'Shift+?', 'F25', 'ÄÖ', 'Mod+Nn'])
      expect(parseKeys(none), none).toBeNull();
  });

  it('in the table all parse', () => {
    for (const id of COMMAND_IDS)
      for (const keys of COMMANDS[id].keys) expect(parseKeys(keys), keys).not.toBeNull();
  });

  it('of any key press always parse', () => {
    const any = fc.record({
      key: fc.oneof(
        fc.string({ minLength: 1, maxLength: 1 }),
        fc.constantFrom('Enter', 'F5', ' ', 'Dead', 'ñ', 'ß', 'Shift'),
      ),
      code: fc.constantFrom('KeyQ', 'Digit1', 'Space', ''),
      ctrlKey: fc.boolean(),
      metaKey: fc.boolean(),
      shiftKey: fc.boolean(),
      altKey: fc.boolean(),
      altGraph: fc.boolean(),
    });
    fc.assert(
      fc.property(any, fc.boolean(), (one, mac) => {
        for (const keys of keysOfPress(one, mac)) expect(parseKeys(keys), keys).not.toBeNull();
      }),
    );
  });
});

describe('other keyboards', () => {
  it('without Latin letters use the physical key', () => {
    expect(keysOfPress(press('к', { code: 'KeyR', ctrlKey: true }), false)).toEqual(['Mod+R']);
    // Dvorak has Latin letters: the printed key counts.
    expect(keysOfPress(press('p', { code: 'KeyR', ctrlKey: true }), false)).toEqual(['Mod+P']);
  });

  it('with digits behind Shift accept digits with and without it', () => {
    expect(keysOfPress(press('&', { code: 'Digit1' }), false)).toEqual(['&', '1']);
    expect(keysOfPress(press('1', { code: 'Digit1', shiftKey: true }), false)).toEqual(['1']);
    expect(keysOfPress(press('!', { code: 'Digit1', shiftKey: true, ctrlKey: true }), false)).toEqual([
      'Mod+!',
      'Mod+Shift+1',
    ]);
  });

  it('type symbols with AltGr or Option', () => {
    const german = { code: 'Minus', ctrlKey: true, altKey: true, altGraph: true };
    expect(keysOfPress(press('\\', german), false)).toEqual(['\\']);
    expect(keysOfPress(press('\\', { code: 'Digit7', altKey: true, shiftKey: true }), true)).toContain('\\');
    expect(keysOfPress(press('¬', { code: 'KeyL', altKey: true }), true)).toEqual(['Alt+L']);
  });

  it('leave the Windows key to the system', () => {
    expect(keysOfPress(press('e', { metaKey: true }), false)).toEqual([]);
  });
});

describe('rebinding', () => {
  it('takes keys from the command that had them', () => {
    expect(findConflict('C', 'run-edit', {})).toBe('compare');
    expect(findConflict('Mod+Enter', 'run-edit', {})).toBeNull();
    const taken = withKeys({}, 'run-edit', ['C']);
    expect(keysOf('run-edit', taken)).toEqual(['C']);
    expect(keysOf('compare', taken)).toEqual([]);
    expect(keymap(taken).get('C')).toBe('run-edit');
    // The action that lost its keys gets them back.
    const back = reset(taken, 'compare');
    expect(keysOf('compare', back)).toEqual(['C']);
    expect(keysOf('run-edit', back)).toEqual([]);
    expect(reset(back, 'run-edit')).toEqual({});
  });

  it('stores only what differs from the table', () => {
    expect(withKeys({}, 'compare', ['C'])).toEqual({});
    expect(withKeys({}, 'compare', ['C', 'Z'])).toEqual({ compare: ['C', 'Z'] });
  });

  it('never assigns one key twice, and resetting everything restores the table', () => {
    const keys = fc.constantFrom('C', 'F', 'Mod+Enter', 'Mod+B', '1', 'Tab', 'Alt+X', '?');
    const step = fc.tuple(fc.constantFrom(...COMMAND_IDS), fc.array(keys, { maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const chosen = steps.reduce<KeybindingOverrides>(
          (now, [action, given]) => withKeys(now, action, given),
          {},
        );
        const all = COMMAND_IDS.flatMap((id) => keysOf(id, chosen));
        expect(new Set(all).size).toBe(all.length);
        expect(readKeybindingOverrides(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen);
        expect(COMMAND_IDS.reduce(reset, chosen)).toEqual({});
      }),
    );
  });

  it('rejects keys of the system, the menus and navigation', () => {
    expect(reservedReason('Alt+F4', 'run-edit', 'win32')).toBe('system');
    expect(reservedReason('Mod+Space', 'run-edit', 'darwin')).toBe('system');
    expect(reservedReason('Mod+Q', 'run-edit', 'linux')).toBe('menu');
    expect(reservedReason('Mod+C', 'run-edit', 'darwin')).toBe('menu');
    expect(reservedReason('ArrowDown', 'run-edit', 'linux')).toBe('moving');
    expect(reservedReason('Tab', 'run-edit', 'linux')).toBe('moving');
    expect(reservedReason('Tab', 'toggle-panels', 'linux')).toBeNull();
    expect(reservedReason('Mod+B', 'run-edit', 'linux')).toBeNull();
  });
});

const readSettings = (value: unknown) => recoverSettings({ valuesOf: fieldsOf(value), names: [] }).settings;

describe('the keys in the settings file', () => {
  it('are read individually, and the valid ones stay', () => {
    const keys = {
      'run-edit': ['Mod+B', 7, 'nonsense'],
      compare: 'C',
      undo: [],
      find: ['broken'],
      'gone-action': ['X'],
      redo: Array.from({ length: 30 }, (_, n) => `F${(n % 24) + 1}`),
    };
    const read = readSettings({ theme: 'dark', keys });
    expect(read.theme).toBe('dark');
    expect(read.keys).toEqual({
      'run-edit': ['Mod+B'],
      undo: [],
      redo: ['F1', 'F2', 'F3', 'F4', 'F5', 'F6'],
    });
    for (const damaged of [null, 7, 'x', [], { keys: [1] }, { keys: null }])
      expect(readSettings(damaged).keys).toEqual({});
  });

  it('never cause a failure', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...COMMAND_IDS, 'x'), fc.anything()), (keys) => {
        const read = readSettings({ keys }).keys;
        for (const id of COMMAND_IDS) for (const one of read[id] ?? []) expect(parseKeys(one)).not.toBeNull();
      }),
    );
  });
});
