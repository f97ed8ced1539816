import type { JobErrorCode } from '@shared/imaging.ts';

/** Why a job ends without a result. */
export class Refusal extends Error {
  readonly code: JobErrorCode;
  constructor(code: JobErrorCode, detail: string) {
    super(detail);
    this.name = 'Refusal';
    this.code = code;
  }
}
