import { z } from 'zod';
import { ErrorCode } from './error-code.ts';
import { type Explanation, hasItsParams, Params, Reason } from './error-reasons.ts';

export { ErrorCode } from './error-code.ts';
export type { Explanation } from './error-reasons.ts';

/** Most characters that are kept of what a server said. */
export const QUOTE_MAX = 500;

/** No more is known than the code. */
interface Unexplained {
  readonly reason?: undefined;
  readonly params?: undefined;
}

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

/** An object with the given fields and those of an `ErrorValue`. */
function withError<S extends z.ZodRawShape>(more: S) {
  // `hasItsParams` checks what the type of `ErrorValue` says.
  return z
    .strictObject({ ...shape, ...more })
    .refine((value) => hasItsParams(value as z.infer<z.ZodObject<typeof shape>>)) as unknown as z.ZodType<
    z.infer<z.ZodObject<S>> & ErrorValue
  >;
}

export const ErrorValue: z.ZodType<ErrorValue> = withError({});

/** A file or picture that was left out, and why; null for one whose name is not known any more. */
export const NamedError = withError({ name: z.string().nullable() });
export type NamedError = z.infer<typeof NamedError>;

/** What is wrong with one field of a form. */
export type FieldError = { readonly field: string } & Explanation;
export const FieldError = z
  .strictObject({ field: z.string(), reason: Reason, params: Params.optional() })
  .refine(hasItsParams) as unknown as z.ZodType<FieldError>;

/** The error of a call; `fields` says what is wrong field by field when a form was filled in wrong. */
export const AppError = withError({ fields: z.array(FieldError).optional() });
export type AppError = z.infer<typeof AppError>;

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
