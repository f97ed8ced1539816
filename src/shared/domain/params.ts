import { assertNever } from '../assert-never.ts';
import type { Explanation, FieldError } from '../errors.ts';
import type { Model, ParamSpec, ParamValue, ParamValues } from './model.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Why a value does not fit its parameter; null when it does. */
export function paramProblem(spec: ParamSpec, value: unknown): Explanation | null {
  switch (spec.kind) {
    case 'number': {
      const params = { param: spec.key, min: spec.min, max: spec.max };
      if (typeof value !== 'number' || !Number.isFinite(value)) return { reason: 'param-number', params };
      if (spec.integer && !Number.isInteger(value)) return { reason: 'param-integer', params };
      return value < spec.min || value > spec.max ? { reason: 'param-range', params } : null;
    }
    case 'choice': {
      const params = { param: spec.key, choices: [...spec.choices] };
      return spec.choices.some((choice) => choice === value) ? null : { reason: 'param-choice', params };
    }
    case 'switch':
      return typeof value === 'boolean' ? null : { reason: 'param-switch', params: { param: spec.key } };
    default:
      return assertNever(spec);
  }
}

/** A model's full parameter set: missing keys get their default, unknown keys and bad values are errors. */
export function parseParams(model: Model, raw: Readonly<Record<string, unknown>>): Parsed<ParamValues> {
  const errors: FieldError[] = [];
  const value: Record<string, ParamValue> = {};
  for (const spec of model.params) {
    const given = Object.hasOwn(raw, spec.key) ? raw[spec.key] : spec.default;
    const problem = paramProblem(spec, given);
    if (problem) errors.push({ field: spec.key, ...problem });
    else value[spec.key] = given as ParamValue;
  }
  for (const key of Object.keys(raw)) {
    if (!model.params.some((spec) => spec.key === key))
      errors.push({
        field: key,
        reason: 'param-unknown',
        params: { model: model.id, param: key.slice(0, 100) },
      });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}
