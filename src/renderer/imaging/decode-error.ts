import type { JobErrorCode, JobErrorReason } from '@shared/imaging.ts';

/** Why a job ended without a result. */
export class DecodeError extends Error {
  readonly code: JobErrorCode;
  readonly why: JobErrorReason | undefined;
  constructor(code: JobErrorCode, detail: string, why?: JobErrorReason) {
    super(detail);
    this.name = 'DecodeError';
    this.code = code;
    this.why = why;
  }
}
