import { assertNever } from '@shared/assert-never.ts';
import type { ImagingJob, JobDone, JobResult } from '@shared/imaging.ts';
import { blame } from './blame-job.ts';
import { certify } from './certify-job.ts';
import { checkDisplay } from './check-display.ts';
import { compare } from './compare.ts';
import { convert } from './convert.ts';
import { DecodeError } from './decode-error.ts';
import { findMask } from './find-mask-job.ts';
import { finish } from './finish-job.ts';
import { inspect } from './inspect.ts';
import { merge, planMerge } from './merge-job.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { practice } from './practice-job.ts';
import { prepare } from './prepare-job.ts';

function say(message: FromWorker): void {
  self.postMessage(message);
}

async function handleJob(job: ImagingJob): Promise<JobResult> {
  switch (job.kind) {
    case 'inspect':
      return { kind: 'inspect', value: await inspect(job, say) };
    case 'compare':
      return { kind: 'compare', value: await compare(job, say) };
    case 'practice':
      return { kind: 'practice', value: await practice(job, say) };
    case 'convert':
      return { kind: 'convert', value: await convert(job, say) };
    case 'check-display':
      return { kind: 'check-display', value: await checkDisplay(job, say) };
    case 'prepare':
      return { kind: 'prepare', value: await prepare(job, say) };
    case 'find-mask':
      return { kind: 'find-mask', value: await findMask(job, say) };
    case 'finish':
      return { kind: 'finish', value: await finish(job, say) };
    case 'certify':
      return { kind: 'certify', value: await certify(job, say) };
    case 'plan-merge':
      return { kind: 'plan-merge', value: await planMerge(job, say) };
    case 'merge':
      return { kind: 'merge', value: await merge(job, say) };
    case 'blame':
      return { kind: 'blame', value: await blame(job, say) };
    default:
      return assertNever(job);
  }
}

function failure(error: unknown): JobDone {
  const detail = String(error).slice(0, 500);
  if (!(error instanceof DecodeError)) return { ok: false, code: 'internal', detail };
  return { ok: false, code: error.code, ...(error.why && { why: error.why }), detail };
}

self.onmessage = async ({ data: job }: MessageEvent<ToWorker>) => {
  const done = await handleJob(job).then((result): JobDone => ({ ok: true, result }), failure);
  say({ kind: 'done', done });
};
