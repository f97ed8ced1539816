import type { EditEntry, EditRequest } from '../../src/shared/domain/edit.ts';
import type { ImageRecord } from '../../src/shared/domain/image.ts';
import type { Picture } from '../../src/shared/domain/library-query.ts';
import { defaultParams, PRACTICE_FILTERS } from '../../src/shared/domain/model.ts';
import type { RunRecord } from '../../src/shared/domain/run.ts';

/** A picture as a list shows it. */
export function picture(id: number, more: Partial<Picture> = {}): Picture {
  return { ...imageRecord(id), rating: 0, favourite: false, copies: 1, work: null, ...more };
}

/** A picture as the library would give it; its hash comes from its id. */
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

/** An edit of `source` whose one run has the same id. */
export function editEntry(id: number, source: ImageRecord, run: Partial<RunRecord> = {}): EditEntry {
  return {
    edit: {
      id,
      sourceImageId: source.id,
      sourceSha256: source.sha256,
      rootId: source.rootId,
      request: editRequest(),
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
  };
}

/** The same entry with its run saved and `result` as its picture. */
export function savedEntry(entry: EditEntry, result: ImageRecord): EditEntry {
  return {
    ...entry,
    run: { ...entry.run, state: 'saved', finishedAt: result.createdAt },
    results: [{ image: picture(result.id, result), runId: entry.run.id, verdict: null }],
  };
}
