import { createHash } from 'node:crypto';
import type { EditRequest } from '@shared/domain/edit.ts';
import type { Model, ParamValue, ParamValues } from '@shared/domain/model.ts';
import { Failure } from '@shared/errors.ts';
import type { EngineInput } from '../../ports.ts';
import { checkedParams } from '../checked-params.ts';

/** The paid request, ready to send. */
export interface WireRequest {
  readonly body: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
  /** SHA-256 of `bytes`, in hex. */
  readonly sha256: string;
}

/** An edit that fits its model. */
export interface CheckedEdit {
  readonly request: EditRequest;
  readonly model: Model;
  readonly params: ParamValues;
}

/**
 * Checks an edit before anything of it is uploaded. Throws `Failure` like `checkedParams`, and if the edit has reference
 * pictures, which no model takes, or lacks the mask that its model needs.
 */
export function checkEdit(
  request: EditRequest,
  found: Model | null,
  inputs: readonly Pick<EngineInput, 'role'>[],
): CheckedEdit {
  const checked = checkedParams(request, found);
  if (inputs.some(({ role }) => role === 'reference'))
    throw new Failure('bad-request', {
      reason: 'references-too-many',
      params: { model: request.model, max: 0 },
    });
  if (checked.model.needsMask && !inputs.some(({ role }) => role === 'mask'))
    throw new Failure('bad-request', { reason: 'mask-needed' });
  return { request, ...checked };
}

/** Builds the wire object of an edit from its model's table, with every documented parameter and the stored seed. */
export function wireRequest(
  { request, model, params }: CheckedEdit,
  paths: { readonly source: string; readonly mask: string | null },
  asynchronous: boolean,
): WireRequest {
  const promptObject: Record<string, ParamValue> = {
    [model.pictures.source]: paths.source,
  };
  if (model.pictures.mask !== undefined && paths.mask !== null)
    promptObject[model.pictures.mask] = paths.mask;
  if (model.prompt !== null) promptObject[model.prompt] = request.prompt;
  for (const spec of model.params) {
    const value = params[spec.key];
    if (value !== undefined) promptObject[spec.wire] = value;
  }
  Object.assign(promptObject, model.fixed);
  if (model.seed !== null) promptObject[model.seed] = request.seed;
  const body = {
    type: model.apiType,
    model: model.apiModel,
    ...(asynchronous ? { async: true } : {}),
    promptObject,
  };
  const bytes = Buffer.from(JSON.stringify(body), 'utf8');
  return { body, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
