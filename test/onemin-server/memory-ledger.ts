import type { AssetCache, UploadedAsset } from '../../src/main/engines/uploads.ts';
import type { RunReporter } from '../../src/main/ports.ts';
import { type EditRecord, type EditRequest, NO_LOCAL_PARTS } from '../../src/shared/domain/edit.ts';
import { findModel } from '../../src/shared/domain/engine-catalog.ts';
import { defaultParams } from '../../src/shared/domain/model.ts';
import { canMove, type RunState } from '../../src/shared/domain/run.ts';
import { FLUX_2_DEV } from '../fixtures/engine-catalog.ts';

export type Receipt = Record<string, unknown>;

/** An in-memory reporter that allows only the ledger's transitions. */
export class MemoryJournal implements RunReporter {
  state: RunState = 'queued';
  remoteId: string | null = null;
  receipt: Receipt = {};
  readonly states: RunState[] = [];

  uploading(): void {
    this.#move('uploading');
  }
  sendingAgain(): void {}

  sending(receipt: Receipt = {}): void {
    this.#move('sending');
    Object.assign(this.receipt, receipt);
  }
  accepted(remoteId: string, receipt: Receipt = {}): void {
    if (remoteId === this.remoteId) return;
    this.remoteId = remoteId;
    this.#move('accepted');
    Object.assign(this.receipt, receipt);
  }
  downloading(receipt: Receipt = {}): void {
    if (this.state !== 'downloading') this.#move('downloading');
    Object.assign(this.receipt, receipt);
  }
  /** How often the disk had no space for a picture. */
  noRooms = 0;
  async noRoom(_error: unknown): Promise<void> {
    this.noRooms += 1;
  }
  progress(): void {}

  /** Like the ledger for a waiting run. */
  requeue(): void {
    this.#move('queued');
  }

  #move(to: RunState): void {
    if (!canMove(this.state, to)) throw new Error(`a run cannot go from ${this.state} to ${to}`);
    this.state = to;
    this.states.push(to);
  }
}

export class MemoryAssets implements AssetCache {
  readonly map = new Map<string, UploadedAsset>();
  get(sha256: string, keyId: string): UploadedAsset | null {
    return this.map.get(`${sha256} ${keyId}`) ?? null;
  }
  set(sha256: string, keyId: string, asset: UploadedAsset): void {
    this.map.set(`${sha256} ${keyId}`, asset);
  }
  forget(sha256: string, keyId: string): void {
    this.map.delete(`${sha256} ${keyId}`);
  }
}

/** A minimal edit of a small picture. */
export function editOf(sourceSha256: string, request: Partial<EditRequest>): EditRecord {
  const other = request.model === undefined ? null : findModel('1min.ai', request.model);
  return {
    id: 1,
    sourceImageId: 1,
    sourceSha256,
    rootId: 1,
    references: [],
    ...NO_LOCAL_PARTS,
    rerunOf: null,
    createdAt: 0,
    request: {
      engine: '1min.ai',
      model: 'flux-2-dev',
      prompt: 'Make it a watercolor',
      seed: 42,
      ...request,
      params: {
        ...(other ? defaultParams(other) : { ...defaultParams(FLUX_2_DEV), megapixels: '0.25' }),
        ...request.params,
      },
    },
  };
}
