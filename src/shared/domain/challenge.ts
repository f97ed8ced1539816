import type { EditEntry, EditRequest } from './edit.ts';
import { capabilitiesOf } from './engine-catalog.ts';
import type { Model, ParamSpec, ParamValue } from './model.ts';
import { parseParam } from './params.ts';

/** What another model can't do of an edit. Shown before the press. */
export interface ChallengeLimits {
  /** Its parameters that the model doesn't have, or that have no effect there. */
  readonly missing: readonly string[];
  /** Parameters whose value the model doesn't take, so its default is used. */
  readonly replaced: readonly { readonly spec: ParamSpec; readonly value: ParamValue }[];
  /** Parameters that only the model has, which are at their default. */
  readonly added: readonly ParamSpec[];
  readonly prompt: boolean;
  readonly seed: boolean;
  /** The mask is applied to the result only. */
  readonly mask: boolean;
  /** How many of its reference pictures are sent, if not all. */
  readonly references: number | null;
}

/** Returns the same request for another model: the prompt, the seed, and every parameter that both have. */
export function challengeRequest(request: EditRequest, model: Model): EditRequest {
  const params = Object.fromEntries(model.params.map((spec) => [spec.key, valueFor(request, spec)]));
  return { ...request, engine: model.engine, model: model.id, params };
}

/** Returns what a model can't do of an edit. `known` is the edit's own model, or null if it is gone. */
export function challengeLimits(
  { request, references, finish }: Pick<EditEntry['edit'], 'request' | 'references' | 'finish'>,
  model: Model,
  known: Model | null,
): ChallengeLimits {
  const used = model.params.filter(({ hasNoEffect }) => !hasNoEffect);
  const taken = new Set(used.map(({ key }) => key));
  const idle = new Set(known?.params.filter(({ hasNoEffect }) => hasNoEffect).map(({ key }) => key));
  const capabilities = capabilitiesOf(model);
  return {
    missing: Object.keys(request.params).filter((key) => !taken.has(key) && !idle.has(key)),
    replaced: used.flatMap((spec) => {
      const asked = request.params[spec.key];
      if (asked === undefined || 'value' in parseParam(spec, asked)) return [];
      return [{ spec, value: asked }];
    }),
    added: used.filter(({ key }) => request.params[key] === undefined),
    prompt: model.prompt === null,
    seed: model.seed === null || capabilities.seed === 'none',
    mask: finish?.mask.kind === 'drawn' && !capabilities.mask,
    references: references.length > capabilities.references ? capabilities.references : null,
  };
}

function valueFor({ params }: EditRequest, spec: ParamSpec): ParamValue {
  const parsed = parseParam(spec, params[spec.key]);
  return 'value' in parsed ? parsed.value : spec.default;
}
