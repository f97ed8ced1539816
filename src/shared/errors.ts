import { z } from 'zod';
import { ErrorCode } from './error-code.ts';
import { type Explanation, Params, Reason, type Unexplained, withItsParams } from './error-reasons.ts';

export { ErrorCode } from './error-code.ts';
export type { Explanation } from './error-reasons.ts';

/** Maximum length of a server's quote. */
export const QUOTE_MAX = 500;

/**
 * An error as data, for storage and for messages between processes. `errorMessage` creates its sentence on
 * display. `quote` is the server's text, redacted: shown as a quotation and never interpreted.
 */
export type ErrorValue = { readonly code: ErrorCode; readonly quote?: string | undefined } & (
  | Explanation
  | Unexplained
);

const explained = { reason: Reason.optional(), params: Params.optional() };
const shape = { code: ErrorCode, ...explained, quote: z.string().max(QUOTE_MAX).optional() };

export const ErrorValue: z.ZodType<ErrorValue> = withItsParams(z.strictObject(shape));

/** A skipped file or image with its reason. Null if its name is unknown. */
export type NamedError = ErrorValue & { readonly name: string | null };
export const NamedError: z.ZodType<NamedError> = withItsParams(
  z.strictObject({ ...shape, name: z.string().nullable() }),
);

/** A problem with one field of a form. */
export type FieldError = { readonly field: string } & Explanation;
export const FieldError: z.ZodType<FieldError> = withItsParams(
  z.strictObject({ field: z.string(), reason: Reason, params: Params.optional() }),
);

/** The error of a call. `fields` lists the problems of an invalid form. */
export type AppError = ErrorValue & { readonly fields?: readonly FieldError[] | undefined };
export const AppError: z.ZodType<AppError> = withItsParams(
  z.strictObject({ ...shape, fields: z.array(FieldError).optional() }),
);

export function appError(code: ErrorCode, explanation?: Explanation): AppError {
  return { code, ...explanation };
}

/** Returns the error value of anything thrown: that of a `Failure`, otherwise `internal`. */
export function errorValueOf(error: unknown): ErrorValue {
  return error instanceof Failure ? error.value : { code: 'internal' };
}

/** Carries an `AppError` up the stack. It becomes a value at the boundary. Its `message` is for logs only. */
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

/** Formats an error as one line of a log, without the server's quote. */
export function logText({ code, reason, params }: ErrorValue): string {
  if (reason === undefined) return code;
  return params === undefined ? `${code}: ${reason}` : `${code}: ${reason} ${JSON.stringify(params)}`;
}
