import { COMMANDS, type CommandId, type CommandStates } from '@shared/domain/commands.ts';
import { type KeybindingOverrides, keysOf } from '@shared/domain/keybindings.ts';
import type { UndoState } from '@shared/domain/library-command.ts';
import { t } from '@shared/i18n/index.ts';
import type { MenuItemConstructorOptions } from 'electron';
import { acceleratorOf } from './accelerator.ts';

export interface MenuState extends CommandStates {
  readonly keys: KeybindingOverrides;
  readonly undoState: UndoState;
}

export interface MenuDeps {
  readonly appName: string;
  readonly mac: boolean;
  /** Whether the user is a developer and gets the developer tools. */
  readonly developing: boolean;
  readonly command: (command: CommandId) => void;
  readonly revealData: () => void;
  readonly showLogs: () => void;
  readonly saveReport: () => void;
}

type Item = MenuItemConstructorOptions;
/** A group of menu items. Groups are divided by separators. */
type Block = readonly (Item | CommandId)[];

/** Returns the application menu in the current locale, with the menus each operating system expects. */
export function menuTemplate(state: MenuState, deps: MenuDeps): Item[] {
  const { mac, appName } = deps;
  const item = (command: CommandId): Item => {
    const [keys] = keysOf(command, state.keys);
    const accelerator = acceleratorOf(keys);
    const modified = accelerator !== undefined && /^(CmdOrCtrl|Ctrl|Alt)\+|^F\d/.test(accelerator);
    return {
      id: command,
      label: labelOf(command, state),
      enabled: !state.disabled.includes(command),
      click: () => deps.command(command),
      ...(COMMANDS[command].toggles && { type: 'checkbox', checked: state.checked.includes(command) }),
      // The page handles plain keys, unless they are typed into a field. On macOS the menu would catch them
      // first.
      ...(accelerator && (modified || !mac) && { accelerator, registerAccelerator: modified }),
    };
  };
  const menu = (label: string, blocks: readonly Block[], more: Item = {}): Item => ({
    label: mac ? label : `&${label}`,
    submenu: blocks
      .filter((block) => block.length > 0)
      .flatMap((block, at) => [
        ...(at > 0 ? [{ type: 'separator' } as const] : []),
        ...block.map((one) => (typeof one === 'string' ? item(one) : one)),
      ]),
    ...more,
  });
  const role = (name: NonNullable<Item['role']>, label: string): Item => ({ role: name, label });

  return [
    ...(mac
      ? [
          menu(appName, [
            [role('about', t.menu.about(appName))],
            ['open-settings'],
            [role('services', t.menu.services)],
            [
              role('hide', t.menu.hide(appName)),
              role('hideOthers', t.menu.hideOthers),
              role('unhide', t.menu.unhide),
            ],
            [role('quit', t.menu.quit(appName))],
          ]),
        ]
      : []),
    menu(t.menu.file, [
      ['import'],
      ['save-as', 'export', 'show-in-folder'],
      [{ label: t.menu.libraryFolder, click: deps.revealData }],
      ...(mac
        ? [[role('close', t.menu.close)]]
        : [['open-settings'] as const, [role('quit', t.menu.quit(appName))]]),
    ]),
    menu(t.menu.edit, [
      ['undo', 'redo'],
      [
        role('cut', t.menu.cut),
        role('copy', t.menu.copy),
        role('paste', t.menu.paste),
        role('selectAll', t.menu.selectAll),
      ],
      ['select-all'],
      ['copy-image', 'copy-colour', 'remove'],
      ['find', 'palette'],
    ]),
    menu(t.menu.picture, [
      ['focus-prompt', 'run-edit', 'new-seed', 'add-reference'],
      ['rerun', 'challenge', 'edit-again', 'cancel-waiting'],
      ['watch-edit', 'watched-edits'],
      ['put-back', 'finish-again', 'find-changed', 'carry-over', 'match-colors', 'merge'],
      ['presets', 'save-preset'],
      [
        menu(t.menu.tools, [
          [
            'tool-region',
            'tool-brush',
            'tool-lasso',
            'tool-polygon',
            'tool-ellipse',
            'tool-rectangle',
            'tool-protect',
          ],
          ['tool-erase', 'brush-smaller', 'brush-larger', 'brush-softer', 'brush-harder'],
          ['mask-invert', 'mask-grow', 'mask-shrink', 'mask-feather-more', 'mask-feather-less', 'mask-clear'],
          ['mask-look', 'region-around-mask', 'whole-picture'],
        ]),
      ],
      [
        menu(t.menu.rating, [['rate-5', 'rate-4', 'rate-3', 'rate-2', 'rate-1'], ['rate-0']]),
        'favourite',
        'edit-tags',
        'collect',
        'rename',
      ],
    ]),
    menu(t.menu.view, [
      ['compare', 'side-by-side', 'blink', 'difference', 'grid', 'blame-map'],
      ['swap-sides', 'add-to-comparison', 'loupe', 'numbers'],
      ['zoom-in', 'zoom-out', 'zoom-fit', 'zoom-actual'],
      ['show-all', 'show-trash', 'toggle-filters'],
      ['full-picture', 'toggle-library', 'toggle-history', 'enlarge-history', 'toggle-edit', 'toggle-panels'],
      [menu(t.menu.interfaceSize, [['interface-larger', 'interface-smaller', 'interface-usual']])],
      [role('togglefullscreen', t.menu.fullScreen)],
      deps.developing ? [role('toggleDevTools', t.menu.devTools)] : [],
    ]),
    menu(
      t.menu.window,
      [
        [
          role('minimize', t.menu.minimize),
          ...(mac ? [role('zoom', t.menu.maximize)] : [role('close', t.menu.close)]),
        ],
        mac ? [role('front', t.menu.front)] : [],
      ],
      { role: 'windowMenu' },
    ),
    menu(
      t.menu.help,
      [
        ['help', 'whats-new'],
        ['first-steps', 'shortcuts'],
        ['check-library'],
        [
          { label: t.menu.logFolder, click: deps.showLogs },
          { label: t.menu.saveReport, click: deps.saveReport },
        ],
        mac ? [] : [role('about', t.menu.about(appName))],
      ],
      {
        role: 'help',
      },
    ),
  ];
}

/** *Undo* names the command it undoes. */
function labelOf(command: CommandId, { undoState, writing }: MenuState): string {
  if (!writing && command === 'undo' && undoState.undo)
    return t.menu.undo(undoState.undo.action, undoState.undo.count);
  if (!writing && command === 'redo' && undoState.redo)
    return t.menu.redo(undoState.redo.action, undoState.redo.count);
  return t.menu.titled(t.commands[command]);
}
