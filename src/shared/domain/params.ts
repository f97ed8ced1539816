import { assertNever } from '../assert-never.ts';
import { t } from '../words/index.ts';
import type { Model, ParamSpec, ParamValue, ParamValues } from './model.ts';

export interface FieldError {
  readonly field: string;
  /** One plain sentence for the person at the form. */
  readonly message: string;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Why a value does not fit its parameter, in words, or null when it does. */
export function paramProblem(spec: ParamSpec, value: unknown): string | null {
  switch (spec.kind) {
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value))
        return t.errors.fields.number(spec.label, spec.min, spec.max);
      if (spec.integer && !Number.isInteger(value))
        return t.errors.fields.integer(spec.label, spec.min, spec.max);
      if (value < spec.min || value > spec.max) return t.errors.fields.range(spec.label, spec.min, spec.max);
      return null;
    }
    case 'choice':
      return spec.choices.some((choice) => choice.value === value)
        ? null
        : t.errors.fields.choice(spec.label, spec.choices.map((choice) => choice.label).join(', '));
    case 'switch':
      return typeof value === 'boolean' ? null : t.errors.fields.onOff(spec.label);
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
    if (problem) errors.push({ field: spec.key, message: problem });
    else value[spec.key] = given as ParamValue;
  }
  for (const key of Object.keys(raw)) {
    if (!model.params.some((spec) => spec.key === key))
      errors.push({ field: key, message: t.errors.fields.unknownParam(model.label, key) });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}
