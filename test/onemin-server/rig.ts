import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createOneminEngine, type OneminOptions } from '../../src/main/engines/onemin/engine.ts';
import { createRateLimit } from '../../src/main/engines/onemin/rate-limit.ts';
import { createUndiciHttp } from '../../src/main/engines/onemin/undici-http.ts';
import type { AssetCache, UploadedAsset } from '../../src/main/engines/onemin/upload.ts';
import type { EngineResult, PictureFile, RunJournal } from '../../src/main/ports.ts';
import { RunFailure } from '../../src/main/ports.ts';
import type { EditRecord, EditRequest } from '../../src/shared/domain/edit.ts';
import { defaultParams, FLUX_2_DEV } from '../../src/shared/domain/model.ts';
import { canMove, type RunState } from '../../src/shared/domain/run.ts';
import { type OneminServer, type OneminServerOptions, startOneminServer } from './server.ts';

export type Receipt = Record<string, unknown>;

/** A journal in memory that allows only the moves the ledger allows. */
export class MemoryJournal implements RunJournal {
  state: RunState = 'queued';
  remoteId: string | null = null;
  receipt: Receipt = {};
  readonly states: RunState[] = [];

  uploading(): void {
    this.#move('uploading');
  }
  sending(receipt: Receipt = {}): void {
    this.#move('sending');
    Object.assign(this.receipt, receipt);
  }
  accepted(remoteId: string): void {
    if (remoteId === this.remoteId) return;
    this.remoteId = remoteId;
    this.#move('accepted');
  }
  downloading(receipt: Receipt = {}): void {
    if (this.state !== 'downloading') this.#move('downloading');
    Object.assign(this.receipt, receipt);
  }
  progress(): void {}

  /** As the ledger does with a run that waits. */
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

export interface RunEnd {
  readonly results: readonly EngineResult[];
  readonly failure: RunFailure | null;
  /** Anything thrown that is no `RunFailure`. */
  readonly thrown: unknown;
  readonly journal: MemoryJournal;
}

export async function startRig(server: OneminServerOptions = {}, engine: Partial<OneminOptions> = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'reseed-onemin-'));
  const api: OneminServer = await startOneminServer({ ratePerMinute: Number.POSITIVE_INFINITY, ...server });
  const source = await samplePicture(dir);
  const assets = new MemoryAssets();
  const http = createUndiciHttp({ connectMs: 2000 });
  const options: OneminOptions = {
    apiBase: api.url,
    http,
    getKey: () => api.key,
    assets,
    prepareUpload: async (picture) => picture,
    rate: createRateLimit(Number.POSITIVE_INFINITY),
    pauseMs: 5,
    ...engine,
  };
  const onemin = createOneminEngine(options);
  const attempt = async (
    journal: MemoryJournal,
    work: (job: {
      stagingDir: string;
      signal: AbortSignal;
      journal: RunJournal;
    }) => Promise<readonly EngineResult[]>,
    signal: AbortSignal,
  ): Promise<RunEnd> => {
    try {
      const results = await work({ stagingDir: dir, signal, journal });
      return { results, failure: null, thrown: null, journal };
    } catch (error) {
      const failure = error instanceof RunFailure ? error : null;
      return { results: [], failure, thrown: failure ? null : error, journal };
    }
  };
  return {
    api,
    assets,
    dir,
    engine: onemin,
    http,
    options,
    source,
    run: (
      request: Partial<EditRequest> = {},
      journal = new MemoryJournal(),
      signal = new AbortController().signal,
    ) =>
      attempt(
        journal,
        (job) => onemin.run({ ...job, edit: editOf(source.sha256, request), source: source.file }),
        signal,
      ),
    resume: (journal: MemoryJournal, signal = new AbortController().signal) => {
      const { remoteId, receipt } = journal;
      if (remoteId === null) throw new Error('the run has no remote id');
      const edit = editOf(source.sha256, {});
      return attempt(journal, (job) => onemin.resume({ ...job, edit, remoteId, receipt }), signal);
    },
    async stop() {
      await http.close();
      await api.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
export type Rig = Awaited<ReturnType<typeof startRig>>;

/** A small picture with some structure in it. */
async function samplePicture(dir: string): Promise<{ file: PictureFile; sha256: string; bytes: Buffer }> {
  const [width, height] = [96, 64];
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (at * 7 + Math.floor(at / 288) * 13) % 256;
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  const path = join(dir, 'source.png');
  await writeFile(path, bytes);
  return {
    file: { path, mime: 'image/png' },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes,
  };
}

export function editOf(sourceSha256: string, request: Partial<EditRequest>): EditRecord {
  return {
    id: 1,
    sourceImageId: 1,
    sourceSha256,
    rootId: 1,
    rerunOf: null,
    createdAt: 0,
    request: {
      engine: '1min.ai',
      model: 'flux-2-dev',
      prompt: 'Make it a watercolor',
      seed: 42,
      ...request,
      params: { ...defaultParams(FLUX_2_DEV), megapixels: '0.25', ...request.params },
    },
  };
}
