import { t } from '@shared/i18n/index.ts';
import { BrowserWindow, screen } from 'electron';
import { trustedSenders, trustSender } from '../ipc/sender.ts';
import { overlay, overlayColors, pagePreferences, type WindowOptions } from './main-window.ts';

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
