import type { CommandStates } from '@shared/domain/commands.ts';
import type { UndoState } from '@shared/domain/library-command.ts';
import type { Settings } from '@shared/domain/settings.ts';
import type { Point } from '@shared/geometry.ts';
import { type BrowserWindow, Menu } from 'electron';
import { type MenuDeps, type MenuState, menuTemplate } from './menu-template.ts';

/** Delay (ms) for batching label changes: a menu can only be rebuilt as a whole. */
const REBUILD_AFTER_MS = 120;

export interface AppMenu {
  /** Builds the menu, or rebuilds it for another locale or other keys. */
  show(): void;
  undoableChanged(undoState: UndoState): void;
  setCommandStates(states: CommandStates): void;
  /** Opens it at a point of a window, in CSS pixels at the window's zoom. */
  popup(window: BrowserWindow, point: Point): void;
}

/** The application menu, which reflects the window's state. */
export function createAppMenu(world: MenuDeps, settings: () => Settings): AppMenu {
  let state: Omit<MenuState, 'keys'> = {
    undoState: { undo: null, redo: null },
    disabled: [],
    checked: [],
    writing: false,
  };
  let timer: NodeJS.Timeout | null = null;
  let shown = false;

  function show(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    shown = true;
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ ...state, keys: settings().keys }, world)));
  }
  function showSoon(): void {
    if (shown) timer ??= setTimeout(show, REBUILD_AFTER_MS);
  }

  return {
    show,
    undoableChanged(undoState) {
      state = { ...state, undoState };
      showSoon();
    },
    setCommandStates(states) {
      const renamed = states.writing !== state.writing;
      state = { ...state, ...states };
      if (renamed) return showSoon();
      // Updated in place, so that an open menu stays open.
      for (const item of everyItem(Menu.getApplicationMenu())) {
        item.enabled = !states.disabled.some((action) => action === item.id);
        if (item.type === 'checkbox') item.checked = states.checked.some((action) => action === item.id);
      }
    },
    popup(window, { x, y }) {
      if (timer || !shown) show();
      const zoom = window.webContents.getZoomFactor();
      Menu.getApplicationMenu()?.popup({ window, x: Math.round(x * zoom), y: Math.round(y * zoom) });
    },
  };
}

/** The command items of all menus. */
function everyItem(menu: Menu | null): Electron.MenuItem[] {
  return (menu?.items ?? []).flatMap((item) =>
    item.submenu ? everyItem(item.submenu) : item.id ? [item] : [],
  );
}
