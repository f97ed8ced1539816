import type { ActionId } from '@shared/domain/actions.ts';
import { app, Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  readonly command: (command: ActionId) => void;
  readonly openSettings: () => void;
  readonly revealData: () => void;
}

/** The application menu, with the menus that each operating system expects. */
export function buildMenu(actions: MenuActions): Menu {
  const mac = process.platform === 'darwin';
  const item = (label: string, command: ActionId, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => actions.command(command),
    // The page handles plain keys itself, and only where they are not being typed into a field.
    ...(accelerator ? { accelerator, registerAccelerator: accelerator.includes('CmdOrCtrl') } : {}),
  });
  const settings: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CmdOrCtrl+,',
    click: actions.openSettings,
  };
  const line: MenuItemConstructorOptions = { type: 'separator' };

  const template: MenuItemConstructorOptions[] = [
    ...(mac
      ? [
          {
            label: app.name,
            submenu: [
              { role: 'about' },
              line,
              settings,
              line,
              { role: 'services' },
              line,
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              line,
              { role: 'quit' },
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: '&File',
      submenu: [
        item('Add Pictures…', 'import', 'CmdOrCtrl+O'),
        line,
        item('Save Picture As…', 'save-as', 'CmdOrCtrl+S'),
        { label: 'Show Library Folder', click: actions.revealData },
        ...(mac ? [line, { role: 'close' } as const] : [line, settings, line, { role: 'quit' } as const]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        item('Undo', 'undo', 'CmdOrCtrl+Z'),
        item('Redo', 'redo', 'CmdOrCtrl+Shift+Z'),
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        line,
        item('Copy Picture', 'copy-image', 'CmdOrCtrl+Shift+C'),
        item('Remove from Library', 'remove', 'Delete'),
        line,
        item('Find', 'find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: '&Picture',
      submenu: [
        item('Describe an Edit', 'focus-prompt', 'CmdOrCtrl+L'),
        item('Run Edit', 'run-edit', 'CmdOrCtrl+Enter'),
        item('New Seed', 'new-seed', 'CmdOrCtrl+Shift+N'),
        line,
        item('Re-run', 'rerun', 'CmdOrCtrl+R'),
        item('Edit Again', 'edit-again', 'CmdOrCtrl+E'),
        item('Compare', 'compare', 'C'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Zoom In', 'zoom-in', 'CmdOrCtrl+='),
        item('Zoom Out', 'zoom-out', 'CmdOrCtrl+-'),
        item('Fit', 'zoom-fit', 'CmdOrCtrl+0'),
        item('Actual Size', 'zoom-actual', 'CmdOrCtrl+1'),
        line,
        item('Library', 'toggle-library', '1'),
        item('History', 'toggle-history', '2'),
        item('Edit Panel', 'toggle-edit', '3'),
        item('All Panels', 'toggle-panels', 'Tab'),
        line,
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [line, { role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [item('Keyboard Shortcuts', 'shortcuts', '?')] },
  ];
  return Menu.buildFromTemplate(template);
}
