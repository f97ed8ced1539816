import { join } from 'node:path';
import {
  createNamer,
  type ExportOptions,
  type ExportProgress,
  type NameFacts,
  targetMime,
} from '@shared/domain/export.ts';
import { type ErrorCode, errorValueOf, Failure, type NamedError } from '@shared/errors.ts';
import PQueue from 'p-queue';
import type { CameraDataChoice } from '../finish/camera-exif.ts';
import { throttle } from '../import/throttle.ts';
import type { ExportFacts } from '../library/images/export-facts.ts';
import type { Imaging, Log, PictureFile } from '../ports.ts';
import { convertBeside } from './convert-beside.ts';
import { modelName } from './export-text.ts';
import { handedOut } from './handed-out.ts';
import { placeFile } from './place-file.ts';
import { recipeOf } from './recipe.ts';

const PROGRESS_EVERY_MS = 100;
/** Number of pictures saved at the same time: two are encoded while others are copied. */
const AT_ONCE = 3;
/** Number of pictures whose facts are read per query. */
const PIECE = 200;
/** Maximum number of characters of failures in one event, to keep an IPC message below 64 KB. */
const FAILURES_MAX_CHARS = 24_000;

/** Errors after which no other picture can be saved there either. */
const HOPELESS: readonly ErrorCode[] = ['disk-full', 'disk-failed', 'folder-gone', 'folder-read-only'];

export interface ExportRunDeps {
  readonly facts: (ids: readonly number[]) => ExportFacts[];
  readonly pictureFile: (sha256: string) => PictureFile | null;
  /** The camera data that finished pictures keep. Default: all of it. */
  readonly cameraData?: () => CameraDataChoice;
  readonly imaging: Pick<Imaging, 'convert'>;
  readonly log: Log;
}

interface ExportJob {
  readonly exportId: number;
  readonly ids: readonly number[];
  readonly folder: string;
  readonly folderName: string;
  readonly options: ExportOptions;
  readonly signal: AbortSignal;
  readonly emit: (progress: ExportProgress) => void;
}

/** Values for the name template, for the `n`-th of `total` pictures. */
export function nameFacts(facts: ExportFacts, options: ExportOptions, n: number, total: number): NameFacts {
  const { image, rating, edit } = facts;
  return {
    name: image.name,
    seed: edit?.request.seed ?? null,
    prompt: edit?.request.prompt ?? null,
    model: edit ? modelName(edit.request.model) : null,
    rating,
    createdAt: image.createdAt,
    n,
    total,
    mime: targetMime(image, options) ?? image.mime,
  };
}

/** Saves pictures into a folder, in order. Returns the path of the first saved file, or null. Never throws. */
export async function runExport(deps: ExportRunDeps, job: ExportJob): Promise<string | null> {
  const { ids, folder, options, signal } = job;
  const queue = new PQueue({ concurrency: AT_ONCE });
  const namer = createNamer(options.template);
  const failures: NamedError[] = [];
  let failureChars = 0;
  const counts = { saved: 0, skipped: 0, failed: 0 };
  let first: string | null = null;
  /** The failure that stopped the export. */
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
  /** A listener that throws is logged. The pictures are saved anyway. */
  function emit(state: ExportProgress['state']): void {
    try {
      job.emit(snapshot(state));
    } catch (error) {
      deps.log.error('failed to emit export event', { error: String(error) });
    }
  }
  const progress = throttle(() => emit('running'), PROGRESS_EVERY_MS);

  function fail(name: string | null, error: unknown): void {
    if (!(error instanceof Failure)) deps.log.error('failed to export image', { error: String(error) });
    const value = errorValueOf(error);
    counts.failed += 1;
    failureChars += (name?.length ?? 0) + JSON.stringify(value).length;
    if (failureChars <= FAILURES_MAX_CHARS) failures.push({ name, ...value });
    if (error instanceof Failure && HOPELESS.includes(error.code)) stopped ??= error;
  }

  async function saveOne(facts: ExportFacts, name: string): Promise<void> {
    if (signal.aborted || stopped) return;
    try {
      const placed = await placePicture(facts, name);
      if (placed === null) counts.skipped += 1;
      else {
        if (options.recipe) await placeRecipe(facts, placed);
        counts.saved += 1;
        first ??= join(folder, placed);
      }
    } catch (error) {
      if (!signal.aborted) fail(name, error);
    }
    progress.ask();
  }

  async function placePicture({ image }: ExportFacts, name: string): Promise<string | null> {
    const file = deps.pictureFile(image.sha256);
    if (!file) throw new Failure('not-found', { reason: 'picture-file-missing' });
    const mime = targetMime(image, options);
    if (!mime) {
      const copied = await handedOut(image, file, join(folder, name), deps.cameraData?.());
      return placeFile(copied, folder, name, options.collision);
    }
    const { longestEdge: maxEdge, quality } = options;
    const turned = await convertBeside(deps.imaging, file, mime, join(folder, name), {
      quality: quality / 100,
      maxEdge,
      signal,
    });
    return placeFile(turned, folder, name, options.collision);
  }

  async function placeRecipe(facts: ExportFacts, name: string): Promise<void> {
    const text = `${JSON.stringify(recipeOf(facts), null, 2)}\n`;
    await placeFile({ text }, folder, `${name}.json`, options.collision);
  }

  try {
    for (let at = 0; at < ids.length && !signal.aborted && !stopped; at += PIECE) {
      const piece = ids.slice(at, at + PIECE);
      const known = new Map(deps.facts(piece).map((facts) => [facts.image.id, facts]));
      for (const [index, id] of piece.entries()) {
        const facts = known.get(id);
        if (!facts) {
          fail(null, new Failure('not-found'));
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
    deps.log.error('export aborted', { error: String(error) });
    stopped = error instanceof Failure ? error : new Failure('internal');
    failures.push({ name: null, ...stopped.value });
  }
  progress.stop();
  emit(signal.aborted ? 'cancelled' : stopped ? 'failed' : 'done');
  return first;
}
