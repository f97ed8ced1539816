import { isTransientStatus, retryAfterMs, retryGet, TryAgain } from '../../http/retry.ts';
import type { EngineResult, RunReporter } from '../../ports.ts';
import { BadPicture, pictureBody, saveNewFile, savePicture } from '../save-picture.ts';
import { type Api, exchange, secretsOf, unreadable } from './api.ts';
import { failed, statusFailure } from './errors.ts';
import { type HistoryEntry, OutputFile } from './wire.ts';

/** Maximum number of pictures of one run. */
const PICTURES_MAX = 16;

export interface FetchJob {
  readonly stagingDir: string;
  readonly signal: AbortSignal;
  readonly reporter: Pick<RunReporter, 'noRoom'>;
}

/** Returns the files of a result: those of the workflow's output nodes, or every saved one. Then previews. */
export function outputFiles(entry: HistoryEntry, outputs: readonly string[]): readonly OutputFile[] {
  const filesOf = (id: string) =>
    (entry.outputs[id]?.images ?? []).flatMap((image) => OutputFile.safeParse(image).data ?? []);
  const wanted = outputs.flatMap(filesOf);
  const all = wanted.length > 0 ? wanted : Object.keys(entry.outputs).flatMap(filesOf);
  const saved = all.filter(({ type }) => type === 'output');
  return (saved.length > 0 ? saved : all).slice(0, PICTURES_MAX);
}

/** Downloads the pictures of an ended prompt. Throws `RunFailure` or `AbortError`. */
export async function fetchResults(
  api: Api,
  files: readonly OutputFile[],
  job: FetchJob,
): Promise<readonly EngineResult[]> {
  if (files.length === 0) throw failed({ code: 'result-missing', reason: 'server-no-picture' });
  const results: EngineResult[] = [];
  for (const file of files) results.push(await fetchOne(api, file, job));
  return results;
}

async function fetchOne(api: Api, file: OutputFile, job: FetchJob): Promise<EngineResult> {
  const { signal } = job;
  try {
    return await saveNewFile(job, (path) =>
      retryGet(() => download(api, file, path, signal), { signal, pauseMs: api.pauseMs }),
    );
  } catch (error) {
    if (error instanceof BadPicture)
      throw failed({ code: 'result-refused', reason: 'server-not-picture' }, error);
    throw unreadable(error);
  }
}

function download(api: Api, file: OutputFile, path: string, signal: AbortSignal) {
  const { filename, subfolder, type } = file;
  return exchange(
    api,
    {
      method: 'GET',
      path: '/view',
      query: { filename, subfolder, type },
      headers: { Accept: 'image/*' },
      limitMs: api.limits.downloadMs,
    },
    signal,
    async (answer) => {
      const { status } = answer;
      const afterMs = retryAfterMs(answer.headers, api.now());
      if (isTransientStatus(status)) throw new TryAgain(status, afterMs);
      if (status === 404) throw failed({ code: 'result-missing', reason: 'server-forgot' });
      if (status !== 200) throw statusFailure(status, '', { afterMs, secrets: secretsOf(api.server) });
      return savePicture(pictureBody(answer), path);
    },
  );
}
