import { ACTIONS, type ActionId, type ActionStates } from '@shared/domain/actions.ts';
import { type KeyChoice, keysOf } from '@shared/domain/keys.ts';
import type { Undoable } from '@shared/domain/library-command.ts';
import { t } from '@shared/i18n/index.ts';
import type { MenuItemConstructorOptions } from 'electron';
import { acceleratorOf } from './accelerator.ts';

export interface MenuState extends ActionStates {
  readonly keys: KeyChoice;
  readonly undoable: Undoable;
}

export interface MenuWorld {
  readonly appName: string;
  readonly mac: boolean;
  /** Whether the developer tools are for whoever sits there. */
  readonly developing: boolean;
  readonly command: (action: ActionId) => void;
  readonly revealData: () => void;
}

type Item = MenuItemConstructorOptions;
/** A group of items; a line is drawn between two of them. */
type Block = readonly (Item | ActionId)[];

/** The application menu in the language that is spoken, with the menus that each operating system expects. */
export function menuTemplate(state: MenuState, world: MenuWorld): Item[] {
  const { mac, appName } = world;
  const item = (action: ActionId): Item => {
    const [keys] = keysOf(action, state.keys);
    const accelerator = acceleratorOf(keys);
    const modified = accelerator !== undefined && /^(CmdOrCtrl|Ctrl|Alt)\+|^F\d/.test(accelerator);
    return {
      id: action,
      label: labelOf(action, state),
      enabled: !state.disabled.includes(action),
      click: () => world.command(action),
      ...(ACTIONS[action].toggles && { type: 'checkbox', checked: state.checked.includes(action) }),
      // The page handles plain keys itself, and only where they are not being typed into a field. A Mac would take them first.
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
      [{ label: t.menu.libraryFolder, click: world.revealData }],
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
      ['focus-prompt', 'run-edit', 'new-seed'],
      ['rerun', 'edit-again', 'cancel-waiting'],
      ['presets', 'save-preset'],
      [
        menu(t.menu.rating, [['rate-5', 'rate-4', 'rate-3', 'rate-2', 'rate-1'], ['rate-0']]),
        'favourite',
        'edit-tags',
        'collect',
        'rename',
      ],
    ]),
    menu(t.menu.view, [
      ['compare', 'side-by-side', 'blink', 'difference', 'grid'],
      ['swap-sides', 'add-to-comparison', 'loupe', 'numbers'],
      ['zoom-in', 'zoom-out', 'zoom-fit', 'zoom-actual'],
      ['show-all', 'show-trash', 'toggle-filters'],
      ['full-picture', 'toggle-library', 'toggle-history', 'enlarge-history', 'toggle-edit', 'toggle-panels'],
      [menu(t.menu.interfaceSize, [['interface-larger', 'interface-smaller', 'interface-usual']])],
      [role('togglefullscreen', t.menu.fullScreen)],
      world.developing ? [role('toggleDevTools', t.menu.devTools)] : [],
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
    menu(t.menu.help, [['first-steps', 'shortcuts'], mac ? [] : [role('about', t.menu.about(appName))]], {
      role: 'help',
    }),
  ];
}

/** *Undo* says what it takes back. */
function labelOf(action: ActionId, { undoable, writing }: MenuState): string {
  if (!writing && action === 'undo' && undoable.undo)
    return t.menu.undo(undoable.undo.action, undoable.undo.count);
  if (!writing && action === 'redo' && undoable.redo)
    return t.menu.redo(undoable.redo.action, undoable.redo.count);
  return t.menu.titled(t.actions[action]);
}
