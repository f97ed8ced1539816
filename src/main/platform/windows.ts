import { t } from '@shared/i18n/index.ts';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { trustedSenders, trustSender } from '../ipc/sender.ts';
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

function overlayColors() {
  return nativeTheme.shouldUseDarkColors
    ? { color: '#1b1b1b', symbolColor: '#d0d0d0' }
    : { color: '#f3f3f3', symbolColor: '#333333' };
}

/** The system's buttons over the end of the title bar, matching its height. */
const overlay = (zoom: number) => ({ ...overlayColors(), height: Math.round(TITLE_BAR_PX * zoom) - 1 });

const pagePreferences = (preload: string, zoomFactor: number) => ({
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

/** Zooms the pages of all windows. */
export function zoomWindows(zoom: number): void {
  const besides = new Set(sideWindows.values());
  for (const contents of trustedSenders()) {
    contents.setZoomFactor(zoom);
    const window = BrowserWindow.fromWebContents(contents);
    if (window && !besides.has(window) && process.platform !== 'darwin')
      window.setTitleBarOverlay(overlay(zoom));
  }
}

/** Windows besides the main window, with their sizes in CSS pixels. */
const SIDE_PAGES = {
  settings: { address: 'app://reseed/settings.html', width: 760, height: 600 },
  help: { address: 'app://reseed/help.html', width: 900, height: 680 },
} as const;
export type SidePage = keyof typeof SIDE_PAGES;

interface SideWindowOptions extends Pick<WindowOptions, 'preload' | 'zoom'> {
  readonly parent: BrowserWindow | null;
  /** Place in the page, as a fragment of its address. */
  readonly place?: string;
}

const sideWindows = new Map<SidePage, BrowserWindow>();

/** Opens the Settings or the Help window, or brings the open one to the front. */
export function openSideWindow(page: SidePage, { parent, preload, zoom, place }: SideWindowOptions): void {
  const { address, width, height } = SIDE_PAGES[page];
  const open = sideWindows.get(page);
  if (open) {
    if (place) void open.loadURL(`${address}#${place}`);
    open.focus();
    return;
  }
  const room = screen.getDisplayMatching(parent?.getBounds() ?? screen.getPrimaryDisplay().bounds).workArea;
  const window = new BrowserWindow({
    width: Math.min(Math.round(width * zoom), room.width),
    height: Math.min(Math.round(height * zoom), room.height),
    minWidth: 560,
    minHeight: 400,
    show: false,
    title: t[page].windowTitle,
    backgroundColor: overlayColors().color,
    autoHideMenuBar: true,
    fullscreenable: false,
    ...(parent ? { parent } : {}),
    webPreferences: pagePreferences(preload, zoom),
  });
  sideWindows.set(page, window);
  trustSender(window.webContents);
  // Its page isn't reloaded after a crash. It opens again on request.
  window.webContents.once('render-process-gone', () => window.destroy());
  window.once('ready-to-show', () => window.show());
  window.once('closed', () => sideWindows.delete(page));
  if (process.platform !== 'darwin') window.setMenu(null);
  void window.loadURL(place ? `${address}#${place}` : address);
}
