import { t } from '@shared/words/index.ts';
import { BrowserWindow, nativeTheme } from 'electron';
import { trustSender } from '../ipc/sender.ts';
import { readWindowState, rememberWindowState } from './window-state.ts';

export interface WindowOptions {
  readonly preload: string;
  /** File in which the main window's place is remembered. */
  readonly statePath: string;
}

const TITLE_BAR_PX = 44;

function overlayColours() {
  return nativeTheme.shouldUseDarkColors
    ? { color: '#1b1b1b', symbolColor: '#d0d0d0' }
    : { color: '#f3f3f3', symbolColor: '#333333' };
}

const pagePreferences = (preload: string) => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  spellcheck: false,
  navigateOnDragDrop: false,
});

/** The main window; shown as soon as its first frame is painted. */
export function createMainWindow(options: WindowOptions): BrowserWindow {
  const state = readWindowState(options.statePath);
  const window = new BrowserWindow({
    ...state,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Reseed',
    backgroundColor: overlayColours().color,
    titleBarStyle: process.platform === 'darwin' ? 'hiddenInset' : 'hidden',
    trafficLightPosition: { x: 14, y: 14 },
    ...(process.platform === 'darwin'
      ? {}
      : { titleBarOverlay: { ...overlayColours(), height: TITLE_BAR_PX - 1 } }),
    webPreferences: pagePreferences(options.preload),
  });
  trustSender(window.webContents);
  rememberWindowState(window, options.statePath);
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize();
    window.show();
  });
  const recolour = () => {
    if (process.platform !== 'darwin' && !window.isDestroyed()) window.setTitleBarOverlay(overlayColours());
  };
  nativeTheme.on('updated', recolour);
  window.once('closed', () => nativeTheme.off('updated', recolour));
  void window.loadURL('app://reseed/');
  return window;
}

let settingsWindow: BrowserWindow | null = null;

/** The Settings window; a second call brings the one there is to the front. */
export function openSettingsWindow(parent: BrowserWindow | null, preload: string): void {
  if (settingsWindow) {
    settingsWindow.focus();
    return;
  }
  settingsWindow = new BrowserWindow({
    width: 680,
    height: 560,
    minWidth: 520,
    minHeight: 400,
    show: false,
    title: t.settings.windowTitle,
    backgroundColor: overlayColours().color,
    autoHideMenuBar: true,
    fullscreenable: false,
    ...(parent ? { parent } : {}),
    webPreferences: pagePreferences(preload),
  });
  trustSender(settingsWindow.webContents);
  settingsWindow.once('ready-to-show', () => settingsWindow?.show());
  settingsWindow.once('closed', () => {
    settingsWindow = null;
  });
  if (process.platform !== 'darwin') settingsWindow.setMenu(null);
  void settingsWindow.loadURL('app://reseed/settings.html');
}
