import { join } from 'node:path';
import {
  createNamer,
  type ExportOptions,
  type ExportProgress,
  type NameFacts,
  targetMime,
} from '@shared/domain/export.ts';
import { EXTENSIONS } from '@shared/domain/image.ts';
import type { Refusal } from '@shared/domain/import.ts';
import { modelById } from '@shared/domain/model.ts';
import { Failure } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';
import PQueue from 'p-queue';
import { throttle } from '../import/throttle.ts';
import type { ExportFacts } from '../library/export-facts.ts';
import type { Imaging, Log, PictureFile } from '../ports.ts';
import { placeFile } from './place-file.ts';
import { recipeOf } from './recipe.ts';

const PROGRESS_EVERY_MS = 100;
/** Pictures that are saved at the same time: two are encoded while others are copied. */
const AT_ONCE = 3;
/** Pictures whose facts are read at a time. */
const PIECE = 200;
/** Most characters of failures in one event: an IPC message stays under 64 KB. */
const FAILURES_MAX_CHARS = 24_000;

export interface ExportNeeds {
  readonly facts: (ids: readonly number[]) => ExportFacts[];
  readonly pictureFile: (sha256: string) => PictureFile | null;
  /** A path for a temporary file, on the library's disk. */
  readonly tempPath: (extension: string) => string;
  readonly discard: (path: string) => Promise<void>;
  readonly imaging: Pick<Imaging, 'convert'>;
  readonly log: Log;
}

interface Job {
  readonly exportId: number;
  readonly ids: readonly number[];
  readonly folder: string;
  readonly folderName: string;
  readonly options: ExportOptions;
  readonly signal: AbortSignal;
  readonly emit: (progress: ExportProgress) => void;
}

/** What names are made of, for the `n`-th of so many pictures. */
export function nameFacts(facts: ExportFacts, options: ExportOptions, n: number, total: number): NameFacts {
  const { image, rating, edit } = facts;
  return {
    name: image.name,
    seed: edit?.request.seed ?? null,
    prompt: edit?.request.prompt ?? null,
    model: edit ? modelById(edit.request.model).label : null,
    rating,
    createdAt: image.createdAt,
    n,
    total,
    mime: targetMime(image, options) ?? image.mime,
  };
}

/** Saves pictures into a folder, from the first to the last. The path of the first that was saved; null when none was. Never throws. */
export async function runExport(needs: ExportNeeds, job: Job): Promise<string | null> {
  const { ids, folder, options, signal } = job;
  const queue = new PQueue({ concurrency: AT_ONCE });
  const namer = createNamer(options.template);
  const failures: Refusal[] = [];
  let failureChars = 0;
  const counts = { saved: 0, skipped: 0, failed: 0 };
  let first: string | null = null;
  /** Why nothing more can be saved. */
  let stopped: Failure | null = null;

  const snapshot = (state: ExportProgress['state']): ExportProgress => ({
    exportId: job.exportId,
    state,
    done: counts.saved + counts.skipped + counts.failed,
    total: ids.length,
    ...counts,
    failures: [...failures],
    folder: job.folderName,
  });
  const progress = throttle(() => job.emit(snapshot('running')), PROGRESS_EVERY_MS);

  function fail(name: string, error: unknown): void {
    if (!(error instanceof Failure)) needs.log.error('a picture was not exported', { error: String(error) });
    const { code, message } = error instanceof Failure ? error : new Failure('internal');
    counts.failed += 1;
    failureChars += name.length + message.length;
    if (failureChars <= FAILURES_MAX_CHARS) failures.push({ name, code, message });
    if (error instanceof Failure && error.code === 'disk-full') stopped = error;
  }

  async function saveOne(facts: ExportFacts, name: string): Promise<void> {
    if (signal.aborted || stopped) return;
    let temp: string | null = null;
    try {
      const { image } = facts;
      const file = needs.pictureFile(image.sha256);
      if (!file) throw new Failure('not-found', t.errors.library.fileMissing(image.name));
      const mime = targetMime(image, options);
      if (mime) {
        temp = needs.tempPath(EXTENSIONS[mime]);
        const { quality, longestEdge: maxEdge } = options;
        await needs.imaging.convert(file, mime, temp, { quality: quality / 100, maxEdge, signal });
      }
      const placed = await placeFile({ path: temp ?? file.path }, folder, name, options.collision);
      if (placed === null) counts.skipped += 1;
      else {
        if (options.recipe) await placeRecipe(facts, placed);
        counts.saved += 1;
        first ??= join(folder, placed);
      }
    } catch (error) {
      if (!signal.aborted) fail(name, error);
    } finally {
      if (temp) await needs.discard(temp);
    }
    progress.ask();
  }

  async function placeRecipe(facts: ExportFacts, name: string): Promise<void> {
    const text = `${JSON.stringify(recipeOf(facts), null, 2)}\n`;
    await placeFile({ text }, folder, `${name}.json`, options.collision);
  }

  try {
    for (let at = 0; at < ids.length && !signal.aborted && !stopped; at += PIECE) {
      const piece = ids.slice(at, at + PIECE);
      const known = new Map(needs.facts(piece).map((facts) => [facts.image.id, facts]));
      for (const [index, id] of piece.entries()) {
        const facts = known.get(id);
        if (!facts) {
          fail(t.transfer.gone, new Failure('not-found'));
          continue;
        }
        const name = namer(nameFacts(facts, options, at + index + 1, ids.length));
        await queue.onSizeLessThan(AT_ONCE * 2);
        void queue.add(() => saveOne(facts, name));
      }
    }
    await queue.onIdle();
  } catch (error) {
    await queue.onIdle();
    needs.log.error('an export broke off', { error: String(error) });
    stopped = error instanceof Failure ? error : new Failure('internal');
    failures.push({ name: t.transfer.gone, code: stopped.code, message: stopped.message });
  }
  progress.stop();
  job.emit(snapshot(signal.aborted ? 'cancelled' : stopped ? 'failed' : 'done'));
  return first;
}
