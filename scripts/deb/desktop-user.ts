import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Browser, chromium, type Page } from '@playwright/test';
import { devtoolsPort, mainPage, waitFor } from '../lib/drive-packaged.ts';
import type { CleanRoot, User } from './clean-root.ts';

const EXECUTABLE = '/usr/lib/reseed/reseed';
const MENU_ENTRY = '/usr/share/applications/reseed.desktop';

/** An ordinary user of a clean Debian who starts the app like a desktop does. */
export interface DesktopUser {
  readonly user: User;
  /** The data folder as seen from outside. */
  readonly userData: string;
  /** Opens the menu entry with its own command, as GLib reads it. `files` are passed as by *Open with*. */
  launch(files?: readonly string[], entry?: string): Promise<void>;
  /** Returns a copy of the menu entry whose command has an extra switch. */
  menuEntryWith(option: string): string;
  /** Starts the menu entry's command with a debugging port and connects to the window. */
  drive(): Promise<{ browser: Browser; page: Page }>;
  mainProcess(): Promise<number>;
  /** Ends the app as a logout does, and waits until it has exited. */
  close(): Promise<void>;
  /** Names of the images in the library, read from a copy of the database. */
  pictures(): string[];
}

export async function addDesktopUser(root: CleanRoot, display: string): Promise<DesktopUser> {
  const name = 'anna';
  const home = `/home/${name}`;
  await root.run(['useradd', '--create-home', '--shell', '/bin/bash', name]);
  const user: User = { name, home, env: { DISPLAY: display, XDG_CURRENT_DESKTOP: 'GNOME', LANG: 'C.UTF-8' } };
  const userData = join(root.folder, home, '.config/Reseed');
  const library = join(userData, 'library/library.db');
  const mainProcesses = () =>
    root.processes(EXECUTABLE).filter((pid) => !commandLine(pid).includes(' --type='));

  const self: DesktopUser = {
    user,
    userData,
    async launch(files = [], entry = MENU_ENTRY) {
      // Not into a pipe: the app would keep it open, and the command would seem to run as long as the app.
      const quietly = `exec gio launch "$@" >>${home}/output.txt 2>&1`;
      await root.run(['sh', '-c', quietly, 'sh', entry, ...files], user);
    },
    async drive() {
      rmSync(join(userData, 'DevToolsActivePort'), { force: true });
      await self.launch([], self.menuEntryWith('--remote-debugging-port=0'));
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await devtoolsPort(userData)}`);
      const page = await mainPage(browser);
      return { browser, page };
    },
    menuEntryWith(option) {
      const entry = `${home}/reseed${option}.desktop`;
      const text = readFileSync(join(root.folder, MENU_ENTRY), 'utf8');
      writeFileSync(join(root.folder, entry), text.replace(/^Exec=reseed\b/m, `$& ${option}`));
      return entry;
    },
    mainProcess: () => waitFor('no process', () => mainProcesses()[0]),
    async close() {
      process.kill(await self.mainProcess(), 'SIGTERM');
      await waitFor('it does not end', () => (root.processes(EXECUTABLE).length === 0 ? true : undefined));
    },
    pictures() {
      if (!existsSync(library)) return [];
      const copy = mkdtempSync(join(tmpdir(), 'reseed-deb-'));
      try {
        for (const end of ['', '-wal'])
          if (existsSync(library + end)) copyFileSync(library + end, join(copy, `library.db${end}`));
        const db = new DatabaseSync(join(copy, 'library.db'));
        const hasTable = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'images'").get();
        const rows = hasTable ? db.prepare('SELECT name FROM images ORDER BY created_at').all() : [];
        db.close();
        return rows.map((row) => String(row.name));
      } finally {
        rmSync(copy, { recursive: true });
      }
    },
  };
  return self;
}

/**
 * Returns the words of a command, separated by spaces: Chromium writes its child processes' command lines
 * that way.
 */
function commandLine(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
}

/** Returns how the app's pages are sandboxed: by user namespaces or the setuid helper. Throws if they aren't. */
export async function sandboxKind(root: CleanRoot, main: number): Promise<'namespaces' | 'setuid helper'> {
  const renderers = await waitFor('no page process', () => {
    const found = root.processes(EXECUTABLE).filter((pid) => commandLine(pid).includes(' --type=renderer'));
    return found.length > 0 ? found : undefined;
  });
  const kinds = new Set(
    renderers.map((pid) => {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const sameProcesses = namespace(pid, 'pid') === namespace(main, 'pid');
      const isFiltered = /^Seccomp:\s+2$/m.test(status);
      if (sameProcesses || !isFiltered || commandLine(main).includes(' --no-sandbox'))
        throw new Error(`page process ${pid} is not in a sandbox`);
      return namespace(pid, 'user') === namespace(main, 'user') ? 'setuid helper' : 'namespaces';
    }),
  );
  if (kinds.size !== 1) throw new Error(`page processes differ in their sandbox: ${[...kinds].join(', ')}`);
  return [...kinds][0] as 'namespaces' | 'setuid helper';
}

const namespace = (pid: number, kind: string): string => readlinkSync(`/proc/${pid}/ns/${kind}`);

/** Copies an image into the user's home under a name. Returns its path there. */
export function givePicture(root: CleanRoot, { home }: User, from: string, name: string): string {
  mkdirSync(join(root.folder, home, 'Pictures'), { recursive: true });
  copyFileSync(from, join(root.folder, home, 'Pictures', name));
  return `${home}/Pictures/${name}`;
}
