import { BrowserWindow, nativeTheme, screen } from 'electron';
import { trustSender } from '../ipc/sender.ts';
import { minSizeOn } from './window-place.ts';
import type { WindowStateFile } from './window-state.ts';

export interface WindowOptions {
  readonly preload: string;
  /** File with the main window's position. */
  readonly state: WindowStateFile;
  /** Zoom factor of the page. 1 is the default. */
  readonly zoom: number;
}

const TITLE_BAR_PX = 44;

export function overlayColors() {
  return nativeTheme.shouldUseDarkColors
    ? { color: '#1b1b1b', symbolColor: '#d0d0d0' }
    : { color: '#f3f3f3', symbolColor: '#333333' };
}

/** The system's buttons over the end of the title bar, matching its height. */
export const overlay = (zoom: number) => ({
  ...overlayColors(),
  height: Math.round(TITLE_BAR_PX * zoom) - 1,
});

export const pagePreferences = (preload: string, zoomFactor: number) => ({
  zoomFactor,
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  // Uses the system's on macOS. Elsewhere Chromium would download word lists.
  spellcheck: process.platform === 'darwin',
  navigateOnDragDrop: false,
});

/** Creates the main window, shown as soon as its first frame is painted. */
export function createMainWindow(options: WindowOptions): BrowserWindow {
  const state = options.state.read();
  const least = minSizeOn(screen.getPrimaryDisplay().workAreaSize);
  const window = new BrowserWindow({
    ...state,
    minWidth: least.width,
    minHeight: least.height,
    show: false,
    title: 'Reseed',
    backgroundColor: overlayColors().color,
    titleBarStyle: process.platform === 'darwin' ? 'hiddenInset' : 'hidden',
    trafficLightPosition: { x: 14, y: 14 },
    ...(process.platform === 'darwin' ? {} : { titleBarOverlay: overlay(options.zoom) }),
    webPreferences: pagePreferences(options.preload, options.zoom),
  });
  trustSender(window.webContents);
  options.state.remember(window);
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize();
    window.show();
  });
  const recolor = () => {
    if (process.platform !== 'darwin' && !window.isDestroyed())
      window.setTitleBarOverlay(overlay(window.webContents.getZoomFactor()));
  };
  nativeTheme.on('updated', recolor);
  window.once('closed', () => nativeTheme.off('updated', recolor));
  void window.loadURL('app://reseed/');
  return window;
}
