import {
  type EditEntry,
  type EditRequest,
  NO_LOCAL_PARTS,
  type ResultRecord,
} from '../../src/shared/domain/edit.ts';
import { DEFAULT_FINISH, type FinishedPicture } from '../../src/shared/domain/finish.ts';
import type { ImageRecord } from '../../src/shared/domain/image.ts';
import type { LibraryImage } from '../../src/shared/domain/library-query.ts';
import { defaultParams } from '../../src/shared/domain/model.ts';
import type { RunRecord } from '../../src/shared/domain/run.ts';
import type { Watch } from '../../src/shared/domain/watch.ts';
import { PRACTICE_FILTERS } from '../fixtures/engine-catalog.ts';

/** A picture in a list. */
export function picture(id: number, more: Partial<LibraryImage> = {}): LibraryImage {
  return { ...imageRecord(id), rating: 0, favourite: false, copies: 1, work: null, ...more };
}

/** An image record; its hash is derived from its id. */
export function imageRecord(id: number, more: Partial<ImageRecord> = {}): ImageRecord {
  return {
    id,
    sha256: id.toString(16).padStart(64, '0'),
    name: `picture-${id}.png`,
    origin: 'import',
    mime: 'image/png',
    bytes: 1000 + id,
    width: 640,
    height: 480,
    createdAt: 1_700_000_000_000 + id,
    editId: null,
    parentId: null,
    rootId: id,
    deletedAt: null,
    ...more,
  };
}

export function editRequest(more: Partial<EditRequest> = {}): EditRequest {
  return {
    engine: 'practice',
    model: 'practice-filters',
    prompt: 'watercolor',
    params: { ...defaultParams(PRACTICE_FILTERS) },
    seed: 4242,
    ...more,
  };
}

/** An edit of `source` with one run of the same id. */
export function editEntry(id: number, source: ImageRecord, run: Partial<RunRecord> = {}): EditEntry {
  return {
    edit: {
      id,
      sourceImageId: source.id,
      sourceSha256: source.sha256,
      rootId: source.rootId,
      request: editRequest(),
      references: [],
      ...NO_LOCAL_PARTS,
      rerunOf: null,
      createdAt: 1_700_000_100_000 + id,
    },
    run: {
      id,
      editId: id,
      state: 'queued',
      position: id,
      queuedAt: 1_700_000_100_000 + id,
      startedAt: null,
      finishedAt: null,
      remoteId: null,
      error: null,
      charged: 'no',
      echoDiffers: [],
      ...run,
    },
    results: [],
    sourceName: source.name,
    note: null,
    branch: null,
    challenged: null,
  };
}

/** The stored parts of an edit, for another one like it. */
export function partsOf({ edit: { request, references, prepare, finish } }: EditEntry) {
  return { request, references, prepare, finish };
}

/** A finished picture of a raw result, with a mask of a tenth of the picture. */
export function finishedPicture(
  id: number,
  raw: LibraryImage,
  more: Partial<FinishedPicture['finish']> = {},
): FinishedPicture {
  const pixels = raw.width * raw.height;
  const inside = Math.round(pixels / 10);
  return {
    image: picture(id, {
      origin: 'result',
      editId: raw.editId,
      parentId: raw.parentId,
      rootId: raw.rootId,
      finishOf: raw.id,
    }),
    finish: {
      id,
      imageId: id,
      rawImageId: raw.id,
      recipe: DEFAULT_FINISH,
      maskSha256: 'f'.repeat(64),
      certificate: {
        outside: pixels - inside,
        outsideChanged: 0,
        inside,
        insideChanged: inside,
        findings: { alignment: null, color: null },
      },
      createdAt: 1_700_000_200_000 + id,
      ...more,
    },
  };
}

/** A raw result without finished pictures. */
export function resultRecord(image: LibraryImage, runId: number): ResultRecord {
  return { image, runId, verdict: null, finished: [], finishProblem: null };
}

/** The same entry with its run saved and `result` as its picture. */
export function savedEntry(entry: EditEntry, result: ImageRecord): EditEntry {
  return {
    ...entry,
    run: { ...entry.run, state: 'saved', finishedAt: result.createdAt },
    results: [resultRecord(picture(result.id, result), entry.run.id)],
  };
}

/** A watched edit without re-runs. */
export function watchOf({ edit, results }: EditEntry): Watch {
  const image = results[0]?.image;
  return {
    editId: edit.id,
    sourceImageId: edit.sourceImageId,
    engine: edit.request.engine,
    model: edit.request.model,
    prompt: edit.request.prompt,
    schedule: 'demand',
    since: edit.createdAt,
    picture: image ? { imageId: image.id, sha256: image.sha256, at: edit.createdAt } : null,
    state: 'learning',
    differing: 0,
    checks: 0,
    trend: [],
    different: null,
    seen: false,
    running: false,
    problem: null,
    dueAt: null,
  };
}
