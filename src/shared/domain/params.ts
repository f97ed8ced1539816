import { z } from 'zod';
import { assertNever } from '../assert-never.ts';
import type { Explanation, FieldError } from '../errors.ts';
import type { Model, ParamSpec, ParamValue, ParamValues } from './model.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Returns the schema of a parameter's values. */
function paramSchema(spec: ParamSpec): z.ZodType<ParamValue> {
  switch (spec.kind) {
    case 'number':
      return (spec.integer ? z.int() : z.number()).min(spec.min).max(spec.max);
    case 'choice':
      return z.enum(spec.choices);
    case 'switch':
      return z.boolean();
    default:
      return assertNever(spec);
  }
}

/** Returns why zod rejected a parameter's value. */
function explainIssue(spec: ParamSpec, issue: z.core.$ZodIssue | undefined): Explanation {
  const param = spec.key;
  switch (spec.kind) {
    case 'number': {
      const params = { param, min: spec.min, max: spec.max };
      if (issue?.code !== 'invalid_type') return { reason: 'param-range', params };
      return issue.expected === 'int'
        ? { reason: 'param-integer', params }
        : { reason: 'param-number', params };
    }
    case 'choice':
      return { reason: 'param-choice', params: { param, choices: [...spec.choices] } };
    case 'switch':
      return { reason: 'param-switch', params: { param } };
    default:
      return assertNever(spec);
  }
}

/** Parses a parameter's value, or returns why it is invalid. */
export function parseParam(
  spec: ParamSpec,
  value: unknown,
): { readonly value: ParamValue } | { readonly problem: Explanation } {
  const parsed = paramSchema(spec).safeParse(value);
  return parsed.success ? { value: parsed.data } : { problem: explainIssue(spec, parsed.error.issues[0]) };
}

/** Parses a model's parameters: missing keys get their default, unknown keys and invalid values are errors. */
export function parseParams(model: Model, raw: unknown): Parsed<ParamValues> {
  const shape = model.params.map((spec) => [spec.key, paramSchema(spec).default(spec.default)] as const);
  const parsed = z.strictObject(Object.fromEntries(shape)).safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, errors: parsed.error.issues.flatMap((issue) => errorsOf(model, issue)) };
}

function errorsOf(model: Model, issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: key,
      reason: 'param-unknown',
      params: { model: model.id, param: key.slice(0, 100) },
    }));
  const spec = model.params.find(({ key }) => key === issue.path[0]);
  return [
    spec ? { field: spec.key, ...explainIssue(spec, issue) } : { field: 'params', reason: 'invalid-value' },
  ];
}
