import { createHash } from 'node:crypto';
import type { EditRequest } from '@shared/domain/edit.ts';
import type { Model, ParamValue } from '@shared/domain/model.ts';
import { checkedParams } from '../checked-params.ts';

/** The paid request, ready to send. */
export interface WireRequest {
  readonly body: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
  /** SHA-256 of `bytes`, in hex. */
  readonly sha256: string;
}

/**
 * Builds the wire object of an edit from its model's table, with every documented parameter and the stored
 * seed. Throws `Failure` like `checkedParams`.
 */
export function wireRequest(
  request: EditRequest,
  found: Model | null,
  assetPath: string,
  asynchronous: boolean,
): WireRequest {
  const { model, params } = checkedParams(request, found);
  const promptObject: Record<string, ParamValue> = {
    [model.pictures.source]: assetPath,
  };
  if (model.prompt !== null) promptObject[model.prompt] = request.prompt;
  for (const spec of model.params) {
    const value = params[spec.key];
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
