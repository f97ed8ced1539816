import { join } from 'node:path';
import { app, type BrowserWindow, Menu, nativeTheme, session } from 'electron';
import { type AnswerCall, registerCalls } from '../ipc/register.ts';
import type { Launch } from '../launch-files.ts';
import { type Arrivals, collectArrivals } from './arrivals.ts';
import { type Development, openDevelopment } from './development.ts';
import { type FirstLook, readFirstLook } from './first-look.ts';
import type { SafeLog } from './log.ts';
import { createMainWindow } from './main-window.ts';
import { type Pages, type Route, serveApp } from './pages.ts';
import { readAhead } from './read-ahead.ts';
import { hardenSession, refuseConnections } from './security.ts';
import { openWindowState } from './window-state.ts';

interface Start {
  /** Folder of the built app. */
  readonly out: string;
  readonly log: SafeLog;
  readonly launch: Launch;
}

/** The first window, loading its page, and what the rest of main continues with. */
export interface FirstWindow {
  readonly out: string;
  readonly preload: string;
  readonly pages: Pages;
  readonly development: Development;
  readonly settingsPath: string;
  readonly look: FirstLook;
  readonly arrivals: Arrivals;
  readonly window: BrowserWindow;
  /** Opens the main window again after it was closed. */
  openWindow(zoom: number): BrowserWindow;
  /** Answers what the page has asked for so far, and from now on. */
  serve(route: Route, answer: AnswerCall): void;
}

/**
 * Opens the window before the rest of main is evaluated, so that its process starts meanwhile. Everything that protects
 * the page is in place before it loads: its session, its address, its sender.
 */
export async function openFirstWindow({ out, log, launch }: Start): Promise<FirstWindow> {
  const userData = app.getPath('userData');
  const preload = join(out, 'preload/index.cjs');
  const root = join(out, 'renderer');
  const development = openDevelopment({
    packaged: app.isPackaged,
    env: process.env,
    removeSwitch: (name) => app.commandLine.removeSwitch(name),
  });
  const { devServer } = development;
  const pages = { root, devServer, ...(!devServer && { ahead: readAhead(root, '/index.html') }) };
  const settingsPath = join(userData, 'settings.json');
  const look = readFirstLook(settingsPath);
  nativeTheme.themeSource = look.theme;
  const arrivals = collectArrivals(launch);

  // Otherwise Electron builds its default menu before the first window. Ours is set once that is shown.
  Menu.setApplicationMenu(null);
  await app.whenReady();
  hardenSession();
  // The dev server's page connects to it over a web socket.
  if (!devServer) void refuseConnections(session.defaultSession);
  const route = Promise.withResolvers<Route>();
  const answer = Promise.withResolvers<AnswerCall>();
  serveApp(pages, route.promise, log);
  registerCalls(answer.promise, log);
  const state = openWindowState(join(userData, 'window.json'), log);
  const openWindow = (zoom: number) => createMainWindow({ preload, state, zoom });
  const window = openWindow(look.interfaceZoom);
  // Node loads its fetch code on first use, which takes a while: not before the window's process is started, nor only
  // when it requests its page.
  void globalThis.Request;
  return {
    out,
    preload,
    pages,
    development,
    settingsPath,
    look,
    arrivals,
    window,
    openWindow,
    serve(servedBy, answeredBy) {
      route.resolve(servedBy);
      answer.resolve(answeredBy);
    },
  };
}
