import type { EditRequest } from '@shared/domain/edit.ts';
import type { EngineOptions } from '@shared/domain/engine.ts';
import type { Http } from '../../http/http.ts';
import type { Engine, PictureFile } from '../../ports.ts';
import { checkedParams } from '../checked-params.ts';
import { type EngineWorld, traitsOf } from '../module.ts';
import { parseAddress } from '../server-address.ts';
import { blocked } from '../server-errors.ts';
import { type Api, LIMITS, type Limits, withoutVersion } from './api.ts';
import { info } from './info.ts';
import { postEdit } from './post-edit.ts';
import { type EditFields, editForm } from './request.ts';
import { saveResults } from './results.ts';
import type { EditAnswer } from './wire.ts';

/** A choice that isn't sent, so that the server's own default applies, also on servers that don't know the field. */
const SERVERS_CHOICE = 'auto';

export interface OpenaiOptions {
  readonly world: Pick<EngineWorld, 'key' | 'options' | 'model' | 'prepareUpload' | 'clock'>;
  readonly http: Http;
  readonly limits?: Partial<Limits>;
  readonly pauseMs?: number;
}

/** Builds the dependencies of the calls to the server. Throws `RunFailure`, which blocks every run. */
export function createApi({ world, http, limits, pauseMs }: OpenaiOptions, key: string | null): Api {
  const address = parseAddress(world.options().address ?? '');
  if (address === null) throw blocked({ code: 'request-refused', reason: 'server-unset' });
  if (key !== null && !/^[\x21-\x7e]+$/.test(key))
    throw blocked({ code: 'key-refused', reason: 'server-key-refused' });
  return {
    http,
    address: withoutVersion(address),
    key,
    limits: { ...LIMITS, ...limits },
    now: world.clock,
    pauseMs: pauseMs ?? 1_000,
  };
}

/** One picture edit on any server that has OpenAI's `/v1/images/edits`. Each run is sent once and never fetched later. */
export function createOpenaiEngine(options: OpenaiOptions): Engine {
  const { world } = options;
  return {
    ...traitsOf(info),
    async run({ edit, inputs, stagingDir, signal, reporter }) {
      signal.throwIfAborted();
      const api = createApi(options, await world.key());
      const fields = fieldsOf(options, edit.request);
      const pictures: PictureFile[] = [];
      for (const input of inputs.filter(({ role }) => role !== 'mask'))
        pictures.push(await world.prepareUpload(input, signal));
      const mask = inputs.find(({ role }) => role === 'mask') ?? null;
      const form = await editForm(fields, { pictures, mask });
      const answer = await postEdit(api, form, {
        signal,
        onFirstByte: () => reporter.sending({ to: `${api.address}/v1/images/edits`, body: form.receipt }),
        onAnotherTry: () => reporter.sendingAgain(),
      });
      reporter.downloading({ answer: withoutPictures(answer) });
      const saved = await saveResults(api, answer, { stagingDir, signal, reporter });
      const tokens = answer.usage?.total_tokens;
      return { pictures: saved, ...(tokens != null && { cost: { amount: tokens, unit: 'tokens' } }) };
    },
  };
}

function fieldsOf({ world }: OpenaiOptions, request: EditRequest): EditFields {
  const { model, params } = checkedParams(request, world.model(request.model));
  const sent = model.params.flatMap(({ key, wire }) => {
    const value = params[key];
    return value === undefined || value === SERVERS_CHOICE ? [] : [[wire, String(value)] as const];
  });
  return {
    prompt: request.prompt,
    model: modelName(model.apiModel, world.options()),
    ...Object.fromEntries(sent),
  };
}

/** The name of a model file, or the one that the user entered. */
function modelName(apiModel: string, options: EngineOptions): string {
  return apiModel === 'from-options' ? (options.model ?? '').trim() : apiModel;
}

/** The answer for the receipt. Pictures and their addresses, which carry permissions, are left out. */
function withoutPictures({ data, ...answer }: EditAnswer): Readonly<Record<string, unknown>> {
  const revised = data.flatMap(({ revised_prompt }) => revised_prompt ?? []);
  return { ...answer, pictures: data.length, ...(revised.length > 0 && { revisedPrompts: revised }) };
}
