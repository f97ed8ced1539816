import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { AppLink } from '@shared/domain/app-link.ts';
import { isOut } from '@shared/domain/closing.ts';
import type { CommandId } from '@shared/domain/commands.ts';
import type { HelpTopic } from '@shared/domain/help-topic.ts';
import { Failure } from '@shared/errors.ts';
import { locale, matchLocale, setLocale } from '@shared/i18n/index.ts';
import { startNoticeText } from '@shared/i18n/start-notice-text.ts';
import { app, BrowserWindow, nativeTheme, net, powerMonitor } from 'electron';
import { createBus, onWindowEvent } from '../bus.ts';
import { readEnvironment } from '../env.ts';
import { belongsToOtherUser } from '../files/other-user.ts';
import { readFormats } from '../import/picture-type.ts';
import { answer } from '../ipc/answer.ts';
import { createHandlers } from '../ipc/handlers.ts';
import { send, sendTo } from '../ipc/send.ts';
import { trustedSenders } from '../ipc/sender.ts';
import { createKeeper } from '../keeper/keeper.ts';
import { createLate } from '../late.ts';
import { createOpenFiles } from '../launch-files.ts';
import { libraryFolder } from '../library/library-folder.ts';
import { createLibraryMover } from '../move/library-mover.ts';
import type { PassedVariables } from '../passed-variables.ts';
import { createRescue } from '../rescue/rescue.ts';
import { SecondLaunch } from '../second-launch.ts';
import type { Services } from '../services.ts';
import { openSettings } from '../settings/settings-store.ts';
import { createTroubles } from '../troubles.ts';
import { installationOf } from '../updates/installation.ts';
import { updateConfig } from '../updates/update-config.ts';
import { createUpdates } from '../updates/updates.ts';
import { createAppControl } from './app-control.ts';
import { createClosing } from './closing.ts';
import { type DataFolder, restartWith, takesFiles } from './data-folder.ts';
import { createDesktop } from './desktop.ts';
import { createDiagnostics } from './diagnostics.ts';
import { createElectronHttp } from './electron-http.ts';
import type { FirstWindow } from './first-window.ts';
import { folderToShow } from './folder-to-show.ts';
import { createImagingWindow } from './imaging-window.ts';
import { createKeyring } from './keyring.ts';
import type { SafeLog } from './log.ts';
import { createAppMenu } from './menu.ts';
import { guardPage } from './page-guard.ts';
import { routeOf } from './protocol.ts';
import { openSideWindow, type SidePage, zoomWindows } from './windows.ts';

/** Time (ms) the first window has the machine to itself after it is shown. */
const SETTLE_MS = 250;
/** Time limit (ms) for the window to request its page. */
const PAGE_WAIT_MS = 1000;
/** Time limit (ms) for closing a library that is being replaced. */
const REOPEN_WAIT_MS = 5000;

/** Time limit (ms) for stopping a move of the library, which is continued after the next start. */
const MOVER_CLOSE_MS = 1500;

/** Runs the app's only instance, from the first window to the last. */
export async function runApp(
  passed: PassedVariables,
  log: SafeLog,
  folder: DataFolder,
  first: FirstWindow,
): Promise<void> {
  const environment = readEnvironment(passed.variables, () => passed.inDescriptor);
  for (const problem of environment.problems) {
    log.warn('environment variable ignored', { ...problem });
    console.error(startNoticeText(problem));
  }
  const userData = app.getPath('userData');
  const { out, preload, pages, development } = first;
  let mainWindow = null as BrowserWindow | null;
  const systemLanguage = () => matchLocale(app.getPreferredSystemLanguages());
  const wantedLanguage = () => {
    const { language } = settings.get();
    return language === 'system' ? systemLanguage() : language;
  };

  const settings = openSettings({
    path: first.settingsPath,
    log,
    onChange(changed, before) {
      nativeTheme.themeSource = changed.theme;
      if (changed.interfaceZoom !== before.interfaceZoom) zoomWindows(changed.interfaceZoom);
      if (wantedLanguage() !== locale || changed.keys !== before.keys) {
        setLocale(wantedLanguage());
        menu.show();
      }
      send('settings.changed', changed);
    },
  });
  nativeTheme.themeSource = settings.get().theme;

  // The library opens while the window loads its page. Early calls wait for it.
  let services: Services | null = null;
  const opened = createLate<Services>();
  const openFiles = createOpenFiles((paths) => {
    // The failure to open the library is reported elsewhere.
    opened.then(({ imports }) => imports.startPaths(paths)).then(undefined, () => {});
  });
  let waitingLink: AppLink | null = null;
  const openLink = (link: AppLink) => {
    waitingLink = link;
    send('app.linkWaiting', {});
  };
  first.arrivals.follow(openFiles, openLink);

  setLocale(wantedLanguage());
  const command = (name: CommandId) => {
    if (name === 'open-settings') return sideWindow('settings');
    if (name === 'help') return helpWindow('guides');
    if (name === 'whats-new') return helpWindow('changes');
    const focused = BrowserWindow.getFocusedWindow();
    // In the other windows, only typing can be undone.
    if (focused && focused !== mainWindow && name === 'undo') return focused.webContents.undo();
    if (focused && focused !== mainWindow && name === 'redo') return focused.webContents.redo();
    if (mainWindow) sendTo(mainWindow.webContents, 'command', { command: name });
  };
  const sideWindow = (page: SidePage, place = '') =>
    openSideWindow(page, { parent: mainWindow, preload, zoom: settings.get().interfaceZoom, place });
  const helpWindow = (page: HelpTopic) => sideWindow('help', page === 'changes' ? page : '');
  const menu = createAppMenu(
    {
      appName: app.name,
      mac: process.platform === 'darwin',
      developing: development.developerTools,
      command,
      revealData: () => desktop.reveal(libraryFolder(folder.path)),
      showLogs: () => diagnostics.showLogs(),
      saveReport: () => void diagnostics.save(),
    },
    settings.get,
  );

  const watchWindow = (window: BrowserWindow) => {
    mainWindow = window;
    closing.watch(window);
    window.once('closed', () => {
      mainWindow = null;
    });
    guardPage(window.webContents, {
      log,
      forgetSelection: async () => void (await settings.set({ lastImageId: null })),
      showLog: () => diagnostics.showLogs(),
    });
  };
  const openWindow = () => watchWindow(first.openWindow(settings.get().interfaceZoom));
  const closing = createClosing({
    mainWindow: () => mainWindow,
    queue: () => services?.queue ?? null,
    async closeServices(closeWindows) {
      // Active runs and pending settings are saved before the process ends.
      await Promise.race([mover.close(), sleep(MOVER_CLOSE_MS)]);
      await Promise.allSettled([rescue.close(), services ? services.close(closeWindows) : closeWindows()]);
      await Promise.allSettled([settings.flush(), keeper.close()]);
      imaging.close();
    },
    log,
  });
  const keeper = createKeeper(() => new Worker(join(out, 'main/keeper.js')), log);
  // Closed by the user before it was shown.
  if (!first.window.isDestroyed()) watchWindow(first.window);
  // The settings may have been recovered from a damaged file, of which the first look reads nothing.
  if (settings.get().interfaceZoom !== first.look.interfaceZoom) zoomWindows(settings.get().interfaceZoom);
  const prepareSoon = () => setTimeout(prepareForUse, SETTLE_MS);
  if (mainWindow?.isVisible()) prepareSoon();
  else mainWindow?.once('show', prepareSoon);

  const imaging = createImagingWindow({ pages, log });
  const desktop = createDesktop(
    () => mainWindow,
    app.isPackaged
      ? join(process.resourcesPath, 'resources/icon.png')
      : resolve(out, '../resources/icon.png'),
  );
  /** Loads what the first window doesn't need. */
  function prepareForUse(): void {
    menu.show();
    imaging.expect();
    void readFormats();
  }
  let electronHttp: ReturnType<typeof createElectronHttp> | null = null;
  const systemHttp = () => {
    electronHttp ??= createElectronHttp();
    return electronHttp;
  };
  async function openServices(): Promise<void> {
    opened.again();
    await closeServices();
    try {
      if (folder.refused) {
        // The folder is writable now. Chromium's files are elsewhere, so only a new process can use it.
        if (takesFiles(folder.path)) restartWith(environment, null);
        throw new Failure(belongsToOtherUser(folder.path) ? 'library-of-other-user' : 'library-read-only');
      }
      // Loaded after the window is created: it is half of all the code.
      const { compose } = await import('../compose.ts');
      const bus = createBus(log);
      onWindowEvent(bus, send);
      bus.on('library.changed', ({ undoable: undoState }) => menu.undoableChanged(undoState));
      bus.on('paid.changed', () => {
        closing.guard.paidChanged();
        desktop.keepAwake(services !== null && isOut(services.queue.paidOut()));
      });
      services = await compose({
        userData,
        samples: app.isPackaged
          ? join(process.resourcesPath, 'samples')
          : resolve(out, '../resources/samples'),
        environment,
        settings,
        imaging: imaging.imaging,
        desktop,
        keyring: createKeyring(),
        osOnline: () => net.isOnline(),
        systemHttp,
        log,
        hideSecret: log.hide,
        clock: Date.now,
        elapsed: () => performance.now(),
        bus,
        troubles,
        keeper,
        reopen: () => void rescue.reopen(),
        damaged: () => void rescue.damaged(),
      });
      menu.undoableChanged(services.commands.undoable());
      opened.resolve(services);
    } catch (error) {
      opened.reject(error instanceof Failure ? error : new Failure('internal'));
      throw error;
    }
  }
  /** Used only when another library replaces it: one that hangs must not keep that from being shown. */
  async function closeServices(): Promise<void> {
    const closing = services?.close();
    services = null;
    await Promise.race([closing, sleep(REOPEN_WAIT_MS)]).catch((error: unknown) =>
      log.warn('failed to close previous library', { error: String(error) }),
    );
  }
  const troubles = createTroubles((list) => send('troubles.changed', { troubles: list }));
  log.watch((trouble) => {
    troubles.clear('disk-full', 'log-unwritable');
    if (trouble !== null) troubles.set({ kind: trouble === 'disk-full' ? 'disk-full' : 'log-unwritable' });
  });
  const updates = createUpdates({
    userData,
    version: app.getVersion(),
    installation: installationOf({
      platform: process.platform,
      arch: process.arch,
      env: process.env,
      execPath: process.execPath,
    }),
    config: updateConfig(development.updateKey),
    chosenFeed: () => settings.get().updateFeed,
    async http() {
      const { createChosenHttp } = await import('../http/chosen-http.ts');
      return createChosenHttp({ systemHttp, useSystemProxy: () => settings.get().systemProxy });
    },
    control: createAppControl(environment, desktop.reveal),
    clock: Date.now,
    log,
    changed: (state) => send('updates.changed', state),
  });
  const diagnostics = createDiagnostics({ desktop, settings, troubles, log });
  const rescue = createRescue({
    userData: folder.path,
    log,
    clock: Date.now,
    troubles,
    open: openServices,
    async closeLibrary() {
      // Calls wait for the library that is opened next.
      opened.again();
      await closeServices();
    },
    async refuse(code) {
      opened.again();
      await closeServices();
      opened.reject(new Failure(code));
    },
    keeper,
    reload() {
      for (const contents of trustedSenders()) contents.reload();
    },
    changed: (state) => send('rescue.changed', state),
    look() {
      const { theme, density } = settings.get();
      return { language: locale, theme, density };
    },
    showFolder: () => desktop.reveal(folderToShow(folder.path)),
    pickFolder: () => desktop.pickFolder(null),
    restart(next) {
      restartWith(environment, next);
    },
    quit: () => app.quit(),
  });
  const mover = createLibraryMover({
    userData,
    keeper,
    desktop,
    log,
    queue: () => services?.queue ?? null,
    whileClosed: rescue.whileClosed,
    onChange: (place) => send('libraryPlace.changed', place),
    troubles,
  });
  const handlers = createHandlers(opened, {
    version: app.getVersion(),
    electron: process.versions.electron,
    environment,
    settings,
    desktop,
    dragsFiles: !['remote-debugging-port', 'remote-debugging-pipe'].some((name) =>
      app.commandLine.hasSwitch(name),
    ),
    systemLanguage,
    openSettings: () => sideWindow('settings'),
    openHelp: helpWindow,
    expectPictures: imaging.expect,
    openMenu: (point) => {
      if (mainWindow) menu.popup(mainWindow, point);
    },
    setCommandStates: menu.setCommandStates,
    answerClose: (answer) => closing.guard.answered(answer),
    takeLink: () => {
      const link = waitingLink;
      waitingLink = null;
      return link;
    },
    rescue,
    mover,
    troubles,
    updates,
  });
  first.serve(
    routeOf(pages, async () => (await opened).pictures, log),
    (call, raw) => answer(call, raw, handlers, log, () => services?.suspectDamage()),
  );
  // Main's thread also hands the page to the window's process. So the library opens while that evaluates the page.
  await Promise.race([pages.ahead?.taken, sleep(PAGE_WAIT_MS)]);
  await rescue.begin();
  powerMonitor.on('resume', () => services?.machineWokeUp());

  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const second = SecondLaunch.safeParse(data);
    if (!mainWindow) openWindow();
    if (mainWindow?.isMinimized()) mainWindow.restore();
    mainWindow?.show();
    mainWindow?.focus();
    if (!second.success) return;
    openFiles(second.data.files);
    if (second.data.link) openLink(second.data.link);
  });
  app.on('activate', () => {
    if (!mainWindow) openWindow();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}
