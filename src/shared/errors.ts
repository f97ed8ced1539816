import { z } from 'zod';
import { ErrorCode } from './error-code.ts';
import { type Explanation, Params, Reason, type Unexplained, withItsParams } from './error-reasons.ts';

export { ErrorCode } from './error-code.ts';
export type { Explanation } from './error-reasons.ts';

/** Most characters that are kept of what a server said. */
export const QUOTE_MAX = 500;

/**
 * An error as data: what is stored, and what crosses between processes. `errorMessage` makes its sentence where it is shown.
 * `quote` is what a server said, redacted: evidence, shown as a quotation and never interpreted.
 */
export type ErrorValue = { readonly code: ErrorCode; readonly quote?: string | undefined } & (
  | Explanation
  | Unexplained
);

const explained = { reason: Reason.optional(), params: Params.optional() };
const shape = { code: ErrorCode, ...explained, quote: z.string().max(QUOTE_MAX).optional() };

export const ErrorValue: z.ZodType<ErrorValue> = withItsParams(z.strictObject(shape));

/** A file or picture that was left out, and why; null for one whose name is not known any more. */
export type NamedError = ErrorValue & { readonly name: string | null };
export const NamedError: z.ZodType<NamedError> = withItsParams(
  z.strictObject({ ...shape, name: z.string().nullable() }),
);

/** What is wrong with one field of a form. */
export type FieldError = { readonly field: string } & Explanation;
export const FieldError: z.ZodType<FieldError> = withItsParams(
  z.strictObject({ field: z.string(), reason: Reason, params: Params.optional() }),
);

/** The error of a call; `fields` says what is wrong field by field when a form was filled in wrong. */
export type AppError = ErrorValue & { readonly fields?: readonly FieldError[] | undefined };
export const AppError: z.ZodType<AppError> = withItsParams(
  z.strictObject({ ...shape, fields: z.array(FieldError).optional() }),
);

export function appError(code: ErrorCode, explanation?: Explanation): AppError {
  return { code, ...explanation };
}

/** Returns the value to report for anything thrown: that of a `Failure`, else `internal`. */
export function errorValueOf(error: unknown): ErrorValue {
  return error instanceof Failure ? error.value : { code: 'internal' };
}

/** An `AppError` on its way up the stack; turned into a value at the boundary. Its `message` is for logs only. */
export class Failure extends Error {
  readonly code: ErrorCode;
  /** Without the fields. */
  readonly value: ErrorValue;
  readonly fields: readonly FieldError[] | undefined;
  constructor(code: ErrorCode, explanation?: Explanation, fields?: readonly FieldError[]) {
    const value: ErrorValue = { code, ...explanation };
    super(logText(value));
    this.name = 'Failure';
    this.code = code;
    this.value = value;
    this.fields = fields;
  }
  toValue(): AppError {
    return this.fields ? { ...this.value, fields: [...this.fields] } : this.value;
  }
}

/** An error as one line of a log, without what a server said. */
export function logText({ code, reason, params }: ErrorValue): string {
  if (reason === undefined) return code;
  return params === undefined ? `${code}: ${reason}` : `${code}: ${reason} ${JSON.stringify(params)}`;
}
