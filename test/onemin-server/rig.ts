import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createOneminEngine, type OneminOptions } from '../../src/main/engines/onemin/engine.ts';
import { createRateLimit } from '../../src/main/engines/onemin/rate-limit.ts';
import { createUndiciHttp } from '../../src/main/http/undici-http.ts';
import type {
  EngineOutput,
  EngineResult,
  InputRole,
  PictureFile,
  RunReporter,
} from '../../src/main/ports.ts';
import { RunFailure } from '../../src/main/ports.ts';
import type { EditRequest } from '../../src/shared/domain/edit.ts';
import { findModel } from '../../src/shared/domain/engine-catalog.ts';
import { editOf, MemoryAssets, MemoryJournal } from './memory-ledger.ts';
import { type OneminServer, type OneminServerOptions, startOneminServer } from './server.ts';

export { editOf, MemoryAssets, MemoryJournal } from './memory-ledger.ts';

export interface RunEnd {
  readonly results: readonly EngineResult[];
  readonly failure: RunFailure | null;
  /** Anything thrown that isn't a `RunFailure`. */
  readonly thrown: unknown;
  readonly journal: MemoryJournal;
}

export async function startRig(server: OneminServerOptions = {}, engine: Partial<OneminOptions> = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'reseed-onemin-'));
  const api: OneminServer = await startOneminServer({ ratePerMinute: Number.POSITIVE_INFINITY, ...server });
  const source = await samplePicture(dir);
  const mask = await sampleMask(dir);
  const assets = new MemoryAssets();
  const http = createUndiciHttp({ connectMs: 2000 });
  const options: OneminOptions = {
    apiBase: api.url,
    http,
    getKey: () => api.key,
    assets,
    prepareUpload: async (picture) => picture,
    model: (id) => findModel('1min.ai', id),
    rate: createRateLimit(Number.POSITIVE_INFINITY),
    pauseMs: 5,
    ...engine,
  };
  const onemin = createOneminEngine(options);
  const attempt = async (
    reporter: MemoryJournal,
    work: (job: { stagingDir: string; signal: AbortSignal; reporter: RunReporter }) => Promise<EngineOutput>,
    signal: AbortSignal,
  ): Promise<RunEnd> => {
    try {
      const { pictures: results } = await work({ stagingDir: dir, signal, reporter });
      return { results, failure: null, thrown: null, journal: reporter };
    } catch (error) {
      const failure = error instanceof RunFailure ? error : null;
      return { results: [], failure, thrown: failure ? null : error, journal: reporter };
    }
  };
  return {
    api,
    assets,
    dir,
    engine: onemin,
    http,
    mask,
    options,
    source,
    run: (
      request: Partial<EditRequest> = {},
      journal = new MemoryJournal(),
      signal = new AbortController().signal,
      roles: readonly InputRole[] = [],
    ) =>
      attempt(
        journal,
        (job) =>
          onemin.run({
            ...job,
            edit: editOf(source.sha256, request),
            inputs: (['source', ...roles] as const).map((role) => ({
              role,
              ...(role === 'mask' ? mask.file : source.file),
              sha256: role === 'mask' ? mask.sha256 : source.sha256,
            })),
          }),
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

/** A gray mask of the sample's size: white in its left half. */
async function sampleMask(dir: string): Promise<{ file: PictureFile; sha256: string; bytes: Buffer }> {
  const [width, height] = [96, 64];
  const pixels = Buffer.from(Array.from({ length: width * height }, (_, at) => (at % width < 48 ? 255 : 0)));
  const bytes = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .toColorspace('b-w')
    .png()
    .toBuffer();
  const path = join(dir, 'mask.png');
  await writeFile(path, bytes);
  return {
    file: { path, mime: 'image/png' },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes,
  };
}

/** A small picture with some structure. */
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
