import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EditRecord } from '@shared/domain/edit.ts';
import { capabilitiesOf, findModel } from '@shared/domain/engine-catalog.ts';
import { isWholePicture, type Prepare, WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { Failure } from '@shared/errors.ts';
import { isRefusedWrite } from '../disk-errors.ts';
import type { CheckSource } from '../health/check-source.ts';
import type { BlobInfo } from '../library/images/blobs.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { ObjectStore } from '../library/store/objects.ts';
import {
  type Engine,
  type EngineInput,
  type EngineOutput,
  type EngineResult,
  type Imaging,
  type Log,
  type PictureFile,
  RunStateConflict,
} from '../ports.ts';
import { yieldToEventLoop } from '../yield-to-event-loop.ts';
import type { DiskRoom } from './disk-room.ts';
import { assertHasMask } from './needs-mask.ts';
import { outcomeForError, type StopOutcome } from './outcome.ts';
import type { RunWriter } from './run-writer.ts';
import { storeResults } from './store-results.ts';
import { assertTakesReferences } from './takes-references.ts';

export type PrepareSource = (
  sourceSha256: string,
  prepare: Prepare,
  signal: AbortSignal,
) => Promise<BlobInfo & { readonly path: string }>;

export interface ExecuteRunDeps {
  readonly ledger: Ledger;
  readonly objects: ObjectStore;
  readonly imaging: Imaging;
  readonly log: Log;
  readonly room: DiskRoom;
  /** Prepares the file that is sent for a source, or returns the existing one. */
  readonly prepareSource: PrepareSource;
  /** Reads the source before anything of it is sent. */
  readonly checkSource: CheckSource;
  /** Fires when the queue stops. */
  readonly stop: AbortSignal;
  /** Time (ms) a canceled engine has to report its final state. */
  readonly abortGraceMs: number;
}

export interface RunJob {
  readonly runId: number;
  readonly editId: number;
  readonly engine: Engine;
  readonly writer: RunWriter;
  /** Fires when the user cancels. */
  readonly signal: AbortSignal;
  /** Fetch the accepted result instead of starting over. */
  readonly resume: boolean;
}

export type RunOutcome =
  | { readonly kind: 'saved' }
  | StopOutcome
  /** The run is closed, or another writer moved it. */
  | { readonly kind: 'lost' }
  /** The end could not be stored: the database refused the write. */
  | { readonly kind: 'stuck' };

/** Executes one run from its source to its saved images, or to the reason it failed. Never throws. */
export async function executeRun(deps: ExecuteRunDeps, job: RunJob): Promise<RunOutcome> {
  const { engine, writer, signal } = job;
  let stagingDir: string | null = null;
  try {
    // Yields first, so that the caller that queued the run can answer. Then goes straight to the engine, so
    // that runs picked together reach it in order.
    await yieldToEventLoop();
    signal.throwIfAborted();
    const edit = deps.ledger.editById(job.editId);
    // Don't pay for an answer that could not be stored.
    if (!engine.repeatable && !job.resume && !deps.room.isKept) {
      await deps.room.assertRoom();
      signal.throwIfAborted();
    }
    stagingDir = mkdtempSync(join(deps.objects.stagingDir, 'run-'));
    const output = await Promise.race([
      callEngine(deps, job, edit, stagingDir),
      overdue(signal, deps.abortGraceMs),
    ]);
    // A paid image that still arrived is kept.
    if (engine.repeatable) signal.throwIfAborted();
    writer.downloading(madeBy(output));
    const pictures = await storePaidResults(deps, job, output.pictures);
    try {
      await deps.room.untilTaken(
        () => writer.save(edit, pictures),
        deps.stop,
        (error) => {
          if (engine.repeatable) throw error;
          writer.refused(error);
        },
      );
    } finally {
      deps.objects.settled(...pictures.map(({ sha256 }) => sha256));
    }
    return { kind: 'saved' };
  } catch (error) {
    return await recordFailure(deps, job, error);
  } finally {
    writer.close();
    if (stagingDir) removeFolder(stagingDir);
  }
}

async function callEngine(
  deps: ExecuteRunDeps,
  { engine, writer, signal, resume, runId }: RunJob,
  edit: EditRecord,
  stagingDir: string,
): Promise<EngineOutput> {
  const common = { edit, stagingDir, signal, reporter: writer };
  if (resume && engine.resume && writer.remoteId !== null) {
    const receipt = deps.ledger.receiptOf(runId);
    return engine.resume({ ...common, remoteId: writer.remoteId, receipt });
  }
  const source = sourceOf(deps, edit);
  await deps.checkSource(source);
  signal.throwIfAborted();
  const others = [
    ...(await referencesFor(deps, { runId, writer, signal }, edit)),
    ...(await maskFor(deps, edit, signal)),
  ];
  if (isWholePicture(edit.prepare))
    return engine.run({ ...common, inputs: [{ role: 'source', ...source }, ...others] });
  const prepared = await deps.prepareSource(edit.sourceSha256, edit.prepare, signal);
  signal.throwIfAborted();
  deps.ledger.noteReceipt(runId, writer.state, { prepared: sentFile(prepared) });
  const { path, sha256, mime } = prepared;
  return engine.run({ ...common, inputs: [{ role: 'source', path, sha256, mime }, ...others] });
}

/** Returns what an engine says about its result, for the receipt. */
function madeBy({ pictures: _, ...made }: EngineOutput): Readonly<Record<string, unknown>> | undefined {
  return Object.keys(made).length > 0 ? { made } : undefined;
}

type SentFile = Pick<BlobInfo, 'sha256' | 'mime' | 'bytes' | 'width' | 'height'>;

/** Returns what the receipt says about a file that is sent. */
function sentFile({ sha256, mime, bytes, width, height }: SentFile): SentFile {
  return { sha256, mime, bytes, width, height };
}

/**
 * Returns the reference pictures in order, and notes the bytes that are sent for each. They are prepared like a
 * whole source.
 */
async function referencesFor(
  { ledger, objects, prepareSource, checkSource }: ExecuteRunDeps,
  { runId, writer, signal }: Pick<RunJob, 'runId' | 'writer' | 'signal'>,
  { request, references }: EditRecord,
): Promise<readonly EngineInput[]> {
  if (references.length === 0) return [];
  assertTakesReferences(request, references.length);
  ledger.assertReferencesNotPurged(references);
  const inputs: EngineInput[] = [];
  const sent: SentFile[] = [];
  for (const { sha256 } of references) {
    const blob = ledger.blobInfo(sha256);
    if (!blob) throw new Failure('not-found', { reason: 'reference-missing' });
    const picture = { path: objects.objectPath(sha256, blob.mime), mime: blob.mime, sha256 };
    await checkSource(picture, 'reference-damaged');
    signal.throwIfAborted();
    const prepared = await prepareSource(sha256, WHOLE_PICTURE, signal);
    signal.throwIfAborted();
    sent.push(sentFile(prepared));
    inputs.push({ role: 'reference', ...picture });
  }
  ledger.noteReceipt(runId, writer.state, { references: sent });
  return inputs;
}

/**
 * Returns the mask of what may change, for a model that takes one: the drawn one, cropped like the source. A source
 * that is extended has none, because everything beyond its edge may change.
 */
async function maskFor(
  { ledger, objects, prepareSource, checkSource }: ExecuteRunDeps,
  { request, prepare, finish }: EditRecord,
  signal: AbortSignal,
): Promise<readonly EngineInput[]> {
  assertHasMask(request, { prepare, finish });
  const model = findModel(request.engine, request.model);
  if (!model || !capabilitiesOf(model).mask || finish?.mask.kind !== 'drawn' || prepare.pad) return [];
  const blob = ledger.blobInfo(finish.mask.sha256);
  if (!blob) throw new Failure('not-found', { reason: 'mask-missing' });
  const whole = { path: objects.objectPath(blob.sha256, blob.mime), mime: blob.mime, sha256: blob.sha256 };
  await checkSource(whole);
  signal.throwIfAborted();
  if (prepare.region === null) return [{ role: 'mask', ...whole }];
  const { path, mime, sha256 } = await prepareSource(
    blob.sha256,
    { region: prepare.region, protect: null, pad: null },
    signal,
  );
  return [{ role: 'mask', path, mime, sha256 }];
}

/** Stores the results. A paid image waits until the disk has space for it. */
async function storePaidResults(
  deps: ExecuteRunDeps,
  { engine, writer }: RunJob,
  results: readonly EngineResult[],
): Promise<readonly BlobInfo[]> {
  for (;;) {
    try {
      return await storeResults(deps, results, engine.paid);
    } catch (error) {
      if (engine.repeatable || !isRefusedWrite(error)) throw error;
      await writer.noRoom(error);
    }
  }
}

/** Returns the edit's source bytes, even if no image in the library shows them anymore. */
function sourceOf({ ledger, objects }: ExecuteRunDeps, edit: EditRecord): PictureFile & { sha256: string } {
  const blob = ledger.blobInfo(edit.sourceSha256);
  const path = blob && objects.objectPath(blob.sha256, blob.mime);
  ledger.assertNotPurged(edit.sourceSha256);
  if (!blob || !path) throw new Failure('not-found', { reason: 'source-missing' });
  return { path, mime: blob.mime, sha256: blob.sha256 };
}

/**
 * Synchronous, so that the run's slot is free before its end is emitted. Leftovers are removed by the sweep
 * at the next start.
 */
function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // On Windows, a late engine may still have a file open.
  }
}

/** Rejects if an engine hasn't stopped some time after its abort, so that the run ends anyway. */
function overdue(signal: AbortSignal, graceMs: number): Promise<never> {
  return new Promise((_, reject) => {
    const start = () => setTimeout(() => reject(signal.reason), graceMs).unref();
    if (signal.aborted) start();
    else signal.addEventListener('abort', start, { once: true });
  });
}

async function recordFailure(
  deps: ExecuteRunDeps,
  { runId, engine, writer, signal, resume }: RunJob,
  error: unknown,
): Promise<RunOutcome> {
  if (writer.closed || error instanceof RunStateConflict) {
    deps.log.warn('run state changed elsewhere; outcome discarded', { runId, error: String(error) });
    return { kind: 'lost' };
  }
  const { state, released } = writer.standing;
  const ending = outcomeForError(error, {
    state,
    repeatable: engine.repeatable,
    paid: engine.paid,
    resumed: resume,
    findsSent: engine.findsSent ?? false,
    canResume: engine.resume !== undefined && writer.remoteId !== null,
    cancelled: signal.aborted || released,
  });
  const fields = { runId, state: writer.state, ending: ending.kind === 'over' ? ending.to : 'wait' };
  if (ending.error?.code === 'internal')
    deps.log.error('run failed unexpectedly', {
      ...fields,
      error: error instanceof Error ? error.stack : String(error),
    });
  else deps.log.info('run ended', { ...fields, code: ending.error?.code });
  try {
    await deps.room.untilTaken(
      () => writer.end(ending),
      deps.stop,
      (refusal) => writer.refused(refusal),
    );
    return ending;
  } catch (refusal) {
    deps.log.error('failed to record run outcome', { ...fields, error: String(refusal) });
    return refusal instanceof RunStateConflict || deps.stop.aborted ? { kind: 'lost' } : { kind: 'stuck' };
  }
}
