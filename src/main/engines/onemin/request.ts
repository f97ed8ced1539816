import { createHash } from 'node:crypto';
import type { EditRequest } from '@shared/domain/edit.ts';
import type { Model, ParamValue } from '@shared/domain/model.ts';
import { parseParams } from '@shared/domain/params.ts';
import { Failure } from '@shared/errors.ts';

/** The paid request, ready to send. */
export interface WireRequest {
  readonly body: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
  /** SHA-256 of `bytes`, in hex. */
  readonly sha256: string;
}

/**
 * Builds the wire object of an edit from its model's table, with every documented parameter and the stored
 * seed. Throws `Failure` if a value doesn't fit the table. The contract has checked the request before. This
 * second check is for the money: the row may come from another version, or be damaged.
 */
export function wireRequest(
  request: EditRequest,
  model: Model | null,
  assetPath: string,
  asynchronous: boolean,
): WireRequest {
  if (!model) throw modelGone(request);
  const params = parseParams(model, request.params);
  if (!params.ok) {
    throw new Failure('bad-request', undefined, params.errors);
  }
  const promptObject: Record<string, ParamValue> = {
    [model.pictures.source]: assetPath,
  };
  if (model.prompt !== null) promptObject[model.prompt] = request.prompt;
  for (const spec of model.params) {
    const value = params.value[spec.key];
    if (value !== undefined) promptObject[spec.wire] = value;
  }
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

/** The model was removed after the edit was queued. Nothing is sent. */
function modelGone({ model, engine }: EditRequest): Failure {
  return new Failure('bad-request', undefined, [
    { field: 'model', reason: 'model-of-other-engine', params: { model, engine } },
  ]);
}
