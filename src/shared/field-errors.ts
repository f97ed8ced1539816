import type { z } from 'zod';
import { type Explanation, FieldError } from './errors.ts';

/** Adds an issue with the reason a field is invalid: the value itself, or the part at `path`. */
export function refuseField(
  ctx: z.RefinementCtx,
  why: Explanation,
  path: readonly (string | number)[] = [],
): void {
  ctx.addIssue({ code: 'custom', path: [...path], params: { ...why } });
}

/** An issue as the error of a field: named by the end of its path, with its explanation. Null when its schema gave none. */
export function explainedError(issue: z.core.$ZodIssue): FieldError | null {
  if (issue.code !== 'custom') return null;
  const field = String(issue.path.at(-1) ?? '').slice(0, 200);
  return FieldError.safeParse({ field, ...issue.params }).data ?? null;
}

/** The issues of a parse as errors of fields; one without an explanation is `invalid-value` at its whole path. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map(
    (issue) =>
      explainedError(issue) ?? { field: issue.path.join('.').slice(0, 200), reason: 'invalid-value' },
  );
}
