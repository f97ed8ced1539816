import { ImagingJob, type JobDone, type JobStep, JobStepAnswer } from '@shared/imaging.ts';

/** Returns the next job, or null if the poll timed out. Call it in the window, whose address has its number. */
export async function nextJob(): Promise<ImagingJob | null> {
  const answer = await fetch(`/next/${location.search.slice(1)}`, { cache: 'no-store' });
  if (answer.status === 204) return null;
  if (!answer.ok) throw new Error(`No job: ${answer.status}`);
  return ImagingJob.parse(await answer.json());
}

/** Reports progress. Returns true if the job was canceled. */
export async function postProgress(job: number, step: JobStep): Promise<boolean> {
  const answer = await fetch(`/step/${job}`, { method: 'POST', body: JSON.stringify(step) });
  return answer.ok && JobStepAnswer.parse(await answer.json()).cancel;
}

export async function postResult(job: number, done: JobDone): Promise<void> {
  await fetch(`/done/${job}`, { method: 'POST', body: JSON.stringify(done) });
}

/** A picture's file whose length is known but whose body isn't read yet. */
export interface InputFile {
  /** In bytes. */
  readonly length: number;
  /** Reads the whole body. `onPart` is called for each chunk. */
  read(onPart?: () => void): Promise<Uint8Array<ArrayBuffer>>;
}

/** Opens the job's n-th picture. */
export async function fetchInput(job: number, index: number): Promise<InputFile> {
  const answer = await fetch(`/in/${job}/${index}`, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`No input: ${answer.status}`);
  const length = Number(answer.headers.get('content-length') ?? 0);
  return { length, read: (onPart = () => {}) => readBody(answer, length, onPart) };
}

/** Reads a body into a preallocated array: collecting chunks first would hold a large file in memory twice. */
async function readBody(
  answer: Response,
  length: number,
  onPart: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!answer.body || length === 0) return new Uint8Array(await answer.arrayBuffer());
  const bytes = new Uint8Array(length);
  const reader = answer.body.getReader();
  for (let at = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, at);
    bytes.set(value, at);
    at += value.length;
    onPart();
  }
}

/** Uploads one output of a job. */
export async function putOutput(job: number, name: string, bytes: Blob): Promise<void> {
  const answer = await fetch(`/out/${job}/${name}`, { method: 'PUT', body: bytes });
  if (!answer.ok) throw new Error(`Output refused: ${answer.status}`);
}
