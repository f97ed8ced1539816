import { type EditEntry, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import type { LibraryImage } from '@shared/domain/library-query.ts';
import { defaultParams } from '@shared/domain/model.ts';
import type { RunState } from '@shared/domain/run.ts';
import { resultRecord } from '../fakes/records.ts';
import { PRACTICE_FILTERS } from '../fixtures/engine-catalog.ts';

const MADE_AT = 1_700_000_000_000;

export function imageOf(id: number, fields: Partial<LibraryImage> = {}): LibraryImage {
  return {
    id,
    sha256: id.toString(16).padStart(64, '0'),
    name: `picture-${id}.webp`,
    origin: 'import',
    mime: 'image/webp',
    bytes: 1000,
    width: 800,
    height: 600,
    createdAt: MADE_AT,
    editId: null,
    parentId: null,
    rootId: id,
    deletedAt: null,
    rating: 0,
    favourite: false,
    copies: 1,
    work: null,
    ...fields,
  };
}

/** A finished edit with one result, or one without a result in another state. */
export function entryOf(fields: {
  readonly id: number;
  readonly sourceImageId: number;
  readonly resultId?: number;
  readonly state?: RunState;
  readonly rootId?: number;
}): EditEntry {
  const { id, sourceImageId, resultId } = fields;
  const rootId = fields.rootId ?? sourceImageId;
  return {
    edit: {
      id,
      sourceImageId,
      sourceSha256: sourceImageId.toString(16).padStart(64, '0'),
      rootId,
      request: {
        engine: 'practice',
        model: 'practice-filters',
        prompt: `edit ${id}`,
        params: { ...defaultParams(PRACTICE_FILTERS) },
        seed: 4242,
      },
      references: [],
      ...NO_LOCAL_PARTS,
      rerunOf: null,
      createdAt: MADE_AT + id,
    },
    run: {
      id: id + 500,
      editId: id,
      state: fields.state ?? (resultId === undefined ? 'queued' : 'saved'),
      position: id,
      queuedAt: MADE_AT + id,
      startedAt: null,
      finishedAt: null,
      remoteId: null,
      error: null,
      charged: 'no',
      echoDiffers: [],
    },
    results:
      resultId === undefined
        ? []
        : [
            resultRecord(
              imageOf(resultId, { origin: 'result', editId: id, parentId: sourceImageId, rootId }),
              id + 500,
            ),
          ],
    sourceName: 'picture.webp',
    note: null,
    branch: null,
    challenged: null,
  };
}
