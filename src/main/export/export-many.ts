import { realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  createNamer,
  type ExportOptions,
  type ExportProgress,
  type ExportSettings,
  edgeThatFits,
} from '@shared/domain/export.ts';
import type { ImageMime } from '@shared/domain/image.ts';
import type { Target } from '@shared/domain/library-command.ts';
import { Failure } from '@shared/errors.ts';
import { isInside } from '../files/is-inside.ts';
import { diskFailure } from '../library/store/disk.ts';
import type { Desktop } from '../ports.ts';
import { openJsonFile } from '../settings/json-file.ts';
import { yieldToEventLoop } from '../yield-to-event-loop.ts';
import { readExportChoice } from './export-choice.ts';
import { type ExportRunDeps, nameFacts, runExport } from './export-run.ts';

/** Number of names previewed before anything is saved. */
const PREVIEW_NAMES = 4;
/** Number of pictures whose sizes are read without yielding: a few milliseconds. */
const COUNTED_AT_ONCE = 2_000;

/** Saves many pictures into a folder. The page never names the folder; only the system dialog does. */
export interface ExportMany {
  /** The options of the last export. */
  settings(): ExportSettings;
  /** Lets the user pick the folder. */
  pickFolder(): Promise<ExportSettings>;
  /** Returns the first names, and the number of pictures. */
  preview(target: Target, options: ExportOptions): Promise<ExportPreview>;
  /**
   * Returns once the export has started; events report the rest. Throws `Failure` if the folder can't be
   * used.
   */
  start(target: Target, options: ExportOptions): Promise<{ exportId: number; total: number }>;
  cancel(exportId: number): void;
  /** Shows the last saved file in the system's file manager. */
  reveal(): void;
  /** Stops all exports. Resolves when nothing is being written. */
  close(): Promise<void>;
}

/** Preview of an export. */
export interface ExportPreview {
  /** The first names. */
  names: string[];
  total: number;
  /** Number of pictures that exceed the format's maximum size. */
  tooLong: number;
}

interface ExportManyDeps extends ExportRunDeps {
  readonly resolve: (target: Target) => Promise<readonly number[]>;
  /** Returns how many of these pictures are longer than `edge` pixels and have a format other than `mime`. */
  readonly countLonger: (ids: readonly number[], edge: number, mime: ImageMime) => number;
  readonly desktop: Pick<Desktop, 'pickFolder' | 'reveal'>;
  readonly emit: (progress: ExportProgress) => void;
  /** The library's folder. Exports into it are refused. */
  readonly library: string;
  /** Called with a folder before anything is written to it. */
  readonly entering: (folder: string) => Promise<void>;
  /** The file that stores the options. */
  readonly path: string;
}

export function createExportMany(deps: ExportManyDeps): ExportMany {
  const file = openJsonFile(deps.path);
  const found = readExportChoice(file.read());
  let kept = found.choice;
  if (found.damaged) deps.log.warn('export settings damaged', { keptAs: file.keepAside() });
  const open = new Map<number, { readonly abort: AbortController; readonly ended: Promise<void> }>();
  let lastId = 0;
  /** The last saved file, or its folder. */
  let shown: string | null = null;

  async function keep(change: Partial<ExportSettings>): Promise<void> {
    await file.write({ ...kept, ...change }).catch((error: unknown) => {
      throw diskFailure(error);
    });
    kept = { ...kept, ...change };
  }

  const settings = (): ExportSettings => kept;

  async function usableFolder(): Promise<string> {
    if (kept.folder === null) throw new Failure('bad-request', { reason: 'no-folder' });
    const folder = await realpath(kept.folder).catch(() => null);
    const isFolder = folder !== null && (await stat(folder)).isDirectory();
    if (!isFolder)
      throw new Failure('bad-request', {
        reason: 'export-folder-gone',
        params: { name: basename(kept.folder) },
      });
    if (isInside(await realpath(deps.library), folder))
      throw new Failure('bad-request', { reason: 'inside-library' });
    return folder;
  }

  /** Counts the pictures that exceed the format's maximum size. Counts in pieces, so that commands don't wait. */
  async function tooLong(ids: readonly number[], options: ExportOptions): Promise<number> {
    const fits = edgeThatFits(options);
    if (!fits) return 0;
    let count = 0;
    for (let at = 0; at < ids.length; at += COUNTED_AT_ONCE) {
      count += deps.countLonger(ids.slice(at, at + COUNTED_AT_ONCE), fits.edge, fits.mime);
      await yieldToEventLoop();
    }
    return count;
  }

  return {
    settings,
    async pickFolder() {
      const folder = await deps.desktop.pickFolder(kept.folder);
      if (folder !== null) await keep({ folder });
      return settings();
    },
    async preview(target, options) {
      const ids = await deps.resolve(target);
      const namer = createNamer(options.template);
      const facts = deps.facts(ids.slice(0, PREVIEW_NAMES));
      const names = facts.map((each, at) => namer(nameFacts(each, options, at + 1, ids.length)));
      return { names, total: ids.length, tooLong: await tooLong(ids, options) };
    },
    async start(target, options) {
      const folder = await usableFolder();
      const ids = await deps.resolve(target);
      await keep({ options });
      lastId += 1;
      const exportId = lastId;
      const abort = new AbortController();
      shown = folder;
      await deps.entering(folder);
      const ended = runExport(deps, {
        exportId,
        ids,
        folder,
        folderName: basename(folder) || folder,
        options,
        signal: abort.signal,
        emit: deps.emit,
      }).then((first) => {
        open.delete(exportId);
        shown = first ?? folder;
      });
      open.set(exportId, { abort, ended });
      return { exportId, total: ids.length };
    },
    cancel: (exportId) => open.get(exportId)?.abort.abort(),
    reveal() {
      if (shown !== null) deps.desktop.reveal(shown);
    },
    async close() {
      const all = [...open.values()];
      for (const { abort } of all) abort.abort();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

/** Path of the file in `<userData>` that stores the export options. */
export const exportSettingsPath = (userData: string): string => join(userData, 'export.json');
