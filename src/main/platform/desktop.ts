import { readFile } from 'node:fs/promises';
import { ALL_EXTENSIONS } from '@shared/domain/image.ts';
import { t } from '@shared/i18n/index.ts';
import * as electron from 'electron';
import {
  type BrowserWindow,
  clipboard,
  dialog,
  Notification,
  nativeImage,
  powerSaveBlocker,
  shell,
} from 'electron';
import type { Desktop } from '../ports.ts';

/** Implements the `Desktop` port: the operating system's dialogs, clipboard, notifications and taskbar. */
export function createDesktop(mainWindow: () => BrowserWindow | null, appIcon: string): Desktop {
  /** Id of the power save blocker. Null while the machine may sleep. */
  let blocker: number | null = null;
  return {
    async pickPictures() {
      const window = mainWindow();
      const options: Electron.OpenDialogOptions = {
        title: t.transfer.dialogs.add,
        properties: ['openFile', 'multiSelections'],
        filters: [
          { name: t.transfer.dialogs.pictures, extensions: [...ALL_EXTENSIONS] },
          { name: t.transfer.dialogs.allFiles, extensions: ['*'] },
        ],
      };
      const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
      return answer.canceled ? [] : answer.filePaths;
    },
    async pickFile({ title, extensions }) {
      const window = mainWindow();
      const options: Electron.OpenDialogOptions = {
        title,
        properties: ['openFile'],
        filters: [{ name: extensions.join(', ').toUpperCase(), extensions: [...extensions] }],
      };
      const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    async pickSaveFile(name, formats = []) {
      const window = mainWindow();
      const filters = formats.map(({ name, extensions }) => ({ name, extensions: [...extensions] }));
      const options: Electron.SaveDialogOptions = {
        title: t.transfer.dialogs.save,
        defaultPath: name,
        filters,
      };
      const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
      return answer.canceled || !answer.filePath ? null : answer.filePath;
    },
    async pickFolder(from) {
      const window = mainWindow();
      const options: Electron.OpenDialogOptions = {
        title: t.transfer.dialogs.folder,
        buttonLabel: t.transfer.dialogs.chooseFolder,
        properties: ['openDirectory', 'createDirectory'],
        ...(from !== null && { defaultPath: from }),
      };
      const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    startDrag(files, icon) {
      const [file] = files;
      if (file === undefined) return;
      const drawn = icon === null ? nativeImage.createEmpty() : nativeImage.createFromPath(icon);
      // macOS rejects an empty image.
      const shown = drawn.isEmpty() ? nativeImage.createFromPath(appIcon).resize({ width: 64 }) : drawn;
      mainWindow()?.webContents.startDrag({ file, files: [...files], icon: shown });
    },
    async copyPng(path) {
      await writePng(await readFile(path));
    },
    reveal(path) {
      shell.showItemInFolder(path);
    },
    trash: (path) => shell.trashItem(path),
    notify(title, body) {
      if (mainWindow()?.isFocused() || !Notification.isSupported()) return;
      const notification = new Notification({ title, body });
      notification.on('click', () => {
        mainWindow()?.show();
        mainWindow()?.focus();
      });
      notification.show();
    },
    keepAwake(on) {
      if (on && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
      if (on || blocker === null) return;
      powerSaveBlocker.stop(blocker);
      blocker = null;
    },
    showProgress(share) {
      const window = mainWindow();
      if (window && !window.isDestroyed()) window.setProgressBar(share ?? -1);
    },
  };
}

/** Electron 45 has the web's clipboard. Older versions use `writeImage`, which its types no longer include. */
async function writePng(png: Buffer<ArrayBuffer>): Promise<void> {
  if ('ClipboardItem' in electron) {
    await clipboard.write([new electron.ClipboardItem({ 'image/png': new Blob([png]) })]);
    return;
  }
  const old = clipboard as unknown as { writeImage(image: Electron.NativeImage): void };
  old.writeImage(nativeImage.createFromBuffer(png));
}
