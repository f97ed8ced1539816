import { randomBytes } from 'node:crypto';
import type { Context } from './context.ts';
import type { Fault } from './faults.ts';
import type { EditJob } from './store.ts';

type Json = Record<string, unknown>;

/** The answer to an accepted edit, in the variant of `fault`. */
export function recordAnswer(context: Context, job: EditJob, fault: Fault | null, processing: boolean): Json {
  const status = processing ? 'PROCESSING' : job.status;
  const link = context.store.sign(context.origin(), job.resultKey, context.settings.linkLifeMs);
  const done = status === 'SUCCESS';
  const detail: Json = {
    promptObject: job.rawPromptObject,
    ...(done ? { resultObject: results(job, fault, link) } : {}),
  };
  const aiRecord: Json = {
    uuid: job.uuid,
    userId: randomBytes(8).toString('hex'),
    model: job.model,
    type: job.type,
    status,
    createdAt: job.createdAt,
    aiRecordDetail: detail,
    teamUser: {
      teamId: 'team-1',
      userName: 'Ada Lovelace',
      teamName: context.team,
      usedCredit: context.store.bills.length * context.price,
      creditLimit: 4_000_000,
    },
  };
  const answer: Json = { aiRecord };
  if (done) placeLink(answer, aiRecord, fault, link);
  if (status === 'FAILURE')
    placeFailure(answer, aiRecord, detail, fault?.form ?? 'detail', job.failure ?? '');
  return answer;
}

function results(job: EditJob, fault: Fault | null, link: string): unknown {
  if (fault?.kind !== 'result-object') return [job.resultKey];
  switch (fault.form) {
    case 'string':
      return job.resultKey;
    case 'absolute':
      return [link];
    case 'empty':
      return [];
    default:
      return [job.resultKey];
  }
}

function placeLink(answer: Json, aiRecord: Json, fault: Fault | null, link: string): void {
  const form =
    fault?.kind === 'temporary-url' ? fault.form : fault?.kind === 'result-object' ? 'missing' : 'nested';
  if (form === 'missing') return;
  if (form === 'empty') aiRecord.temporaryUrl = '';
  else if (form === 'root') answer.temporaryUrl = link;
  else if (form === 'nested' || form === undefined) aiRecord.temporaryUrl = link;
  else aiRecord.temporaryUrl = form;
}

/** Known places of the reason. */
function placeFailure(answer: Json, aiRecord: Json, detail: Json, form: string, reason: string): void {
  if (form === 'failed') aiRecord.status = 'FAILED';
  if (form === 'record') aiRecord.errorMessage = reason;
  else if (form === 'error-message') answer.error = { message: reason };
  else if (form === 'error') answer.error = reason;
  else if (form === 'result') detail.resultObject = [reason];
  else detail.errorMessage = reason;
}
