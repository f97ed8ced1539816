import { createHash, randomUUID } from 'node:crypto';
import type { EditRequest } from '@shared/domain/edit.ts';
import type { Model } from '@shared/domain/model.ts';
import type { Http } from '../../http/http.ts';
import {
  type Engine,
  type EngineInput,
  type EngineOutput,
  isCancelRequest,
  type RunReporter,
  sourceIn,
} from '../../ports.ts';
import { checkedParams } from '../checked-params.ts';
import { type EngineWorld, traitsOf } from '../module.ts';
import { type Api, LIMITS, type Limits, type Server } from './api.ts';
import { cancelPrompt } from './cancel.ts';
import { asRunFailure, failed } from './errors.ts';
import { fillSlots } from './fill-slots.ts';
import { findSentPrompt } from './find-prompt.ts';
import { type FollowedPrompt, failureOf, followPrompt } from './follow.ts';
import { info } from './info.ts';
import { readPngTexts } from './png-text.ts';
import { fetchResults, outputFiles } from './results.ts';
import { chosenServer, serverOfRun } from './servers.ts';
import { resultSize } from './size.ts';
import { findSlots } from './slots.ts';
import { openSocket } from './socket.ts';
import { neverArrived, submissionBody, submitPrompt } from './submit.ts';
import { uploadPicture } from './upload.ts';
import type { Workflow } from './workflow.ts';

export interface ComfyuiOptions {
  readonly world: Pick<
    EngineWorld,
    'key' | 'options' | 'model' | 'imaging' | 'prepareUpload' | 'clock' | 'log'
  >;
  readonly http: Http;
  /** Returns a workflow by its hash, or null if it is gone. */
  readonly workflow: (hash: string) => Promise<Workflow | null>;
  readonly limits?: Partial<Limits>;
  readonly elapsed?: () => number;
  readonly pauseMs?: number;
}

type ResumableEngine = Engine & { readonly resume: NonNullable<Engine['resume']> };

/** Parts of a job that the end of every run needs. */
interface RunningJob {
  readonly stagingDir: string;
  readonly signal: AbortSignal;
  readonly reporter: RunReporter;
}

/** Builds the dependencies of the calls to a server. */
export function createApi(options: Omit<ComfyuiOptions, 'workflow'>, server: Server): Api {
  return {
    http: options.http,
    server,
    limits: { ...LIMITS, ...options.limits },
    now: options.world.clock,
    elapsed: options.elapsed ?? (() => performance.now()),
    pauseMs: options.pauseMs ?? 1_000,
  };
}

/** The user's own workflows on the user's own server: free, not repeatable, found again by their id. */
export function createComfyuiEngine(options: ComfyuiOptions): ResumableEngine {
  const { world } = options;

  /** Follows an accepted prompt to its end and fetches its pictures. */
  async function finish(
    api: Api,
    prompt: { readonly ownId: string; readonly promptId: string; readonly outputs: readonly string[] },
    { stagingDir, signal, reporter }: RunningJob,
    hear: (followed: FollowedPrompt) => void,
  ): Promise<EngineOutput> {
    const followed = followPrompt(
      api,
      prompt.promptId,
      {
        ahead: (count) => reporter.ahead?.(count),
        progress: (step, steps) => reporter.progress(Math.min(step, steps), steps),
      },
      signal,
    );
    hear(followed);
    const entry = await followed.ended();
    const failure = failureOf(api, entry);
    if (failure) throw failure;
    reporter.downloading();
    const pictures = await fetchResults(api, outputFiles(entry, prompt.outputs), {
      stagingDir,
      signal,
      reporter,
    });
    const credentials = pictures[0] ? await readPngTexts(pictures[0].path) : {};
    return { pictures, ...(Object.keys(credentials).length > 0 && { credentials }) };
  }

  /** Listens to the server while `work` is under way, and cancels the prompt when the user does. */
  async function attended(
    api: Api,
    ownId: string,
    { signal, reporter }: Pick<RunningJob, 'signal' | 'reporter'>,
    work: (hear: (followed: FollowedPrompt) => void) => Promise<EngineOutput>,
  ): Promise<EngineOutput> {
    let followed: FollowedPrompt | null = null;
    const socket = openSocket(api.server, ownId, {
      message: (type, data) => followed?.listener.message(type, data),
      preview: (preview) => reporter.preview?.(preview),
    });
    try {
      return await work((next) => {
        followed = next;
      });
    } catch (error) {
      if (isCancelRequest(signal) && (await cancelPrompt(api, ownId)))
        throw failed({ code: 'interrupted' }, error);
      throw asRunFailure(error);
    } finally {
      socket.close();
    }
  }

  /** Returns the workflow of an edit, its places and the edit's parameters. Throws `RunFailure` or `Failure`. */
  async function workflowOf(request: EditRequest) {
    const model = world.model(request.model);
    const workflow = model && (await options.workflow(model.apiModel));
    if (!workflow) throw failed({ code: 'model-unsupported', reason: 'workflow-gone' });
    const found = findSlots(workflow);
    if (!found.isUsable)
      throw failed({
        code: 'request-refused',
        reason: 'workflow-incomplete',
        params: { roles: found.missing.slice(0, 3) },
      });
    return { slots: found.slots, workflow, model, params: checkedParams(request, model).params };
  }

  /** Uploads the pictures of an edit and returns its workflow, filled. */
  async function filledWorkflow(
    api: Api,
    request: EditRequest,
    inputs: readonly EngineInput[],
    signal: AbortSignal,
  ) {
    const { workflow, slots, model, params } = await workflowOf(request);
    const { steps, guidance, strength, aspectRatio, megapixels } = params;
    const upload = async (input: EngineInput): Promise<string> => {
      const file = input.role === 'mask' ? input : await world.prepareUpload(input, signal);
      return uploadPicture(api, { ...file, sha256: input.sha256 }, signal);
    };
    const source = sourceIn(inputs);
    const name = await upload(source);
    const references: string[] = [];
    for (const input of inputs.filter(({ role }) => role === 'reference'))
      references.push(await upload(input));
    const mask = inputs.find(({ role }) => role === 'mask');
    const size =
      typeof aspectRatio === 'string' && typeof megapixels === 'string'
        ? resultSize(await world.imaging.inspect(source, [], signal), aspectRatio, megapixels)
        : null;
    const filled = fillSlots(workflow, slots, {
      source: name,
      references,
      mask: mask ? await upload(mask) : null,
      prompt: request.prompt,
      seed: request.seed,
      steps: numberOf(steps),
      guidance: numberOf(guidance),
      strength: numberOf(strength),
      ...size,
    });
    const outputs = slots.filter(({ role }) => role === 'output').map(({ node }) => node);
    return { filled, outputs, model };
  }

  /** The seed it used: that of the edit, unless its workflow has no place for one. */
  function seedOf(request: EditRequest): Pick<EngineOutput, 'seedUsed'> {
    return (world.model(request.model)?.seed ?? null) === null ? {} : { seedUsed: request.seed };
  }

  return {
    ...traitsOf(info),
    cancels: true,

    async run({ edit, inputs, stagingDir, signal, reporter }) {
      signal.throwIfAborted();
      const api = createApi(options, chosenServer(world.options(), await world.key()));
      reporter.uploading();
      const { filled, outputs, model } = await filledWorkflow(api, edit.request, inputs, signal);
      const ownId = randomUUID();
      return attended(api, ownId, { signal, reporter }, async (hear) => {
        const promptId = await submitPrompt(
          api,
          { workflow: filled, ownId },
          {
            signal,
            onFirstByte: () => reporter.sending(receiptOf(api.server, filled, ownId, outputs, model), ownId),
            onAnotherTry: () => reporter.sendingAgain(),
          },
        );
        reporter.accepted(promptId, { acceptedAs: promptId });
        const prompt = { ownId, promptId, outputs };
        const output = await finish(api, prompt, { stagingDir, signal, reporter }, hear);
        return { ...output, ...seedOf(edit.request) };
      });
    },

    async resume({ edit, remoteId, receipt, stagingDir, signal, reporter }) {
      signal.throwIfAborted();
      const api = createApi(options, serverOfRun(world.options(), await world.key(), receipt.server));
      const ownId = typeof receipt.ownId === 'string' ? receipt.ownId : remoteId;
      const outputs = Array.isArray(receipt.outputs) ? receipt.outputs.map(String) : [];
      return attended(api, ownId, { signal, reporter }, async (hear) => {
        let promptId = typeof receipt.acceptedAs === 'string' ? receipt.acceptedAs : null;
        if (promptId === null) {
          // The answer was lost, with the app or the connection.
          promptId = await findSentPrompt(api, ownId, signal);
          if (promptId === null) throw neverArrived();
          reporter.accepted(promptId, { acceptedAs: promptId });
        }
        const prompt = { ownId, promptId, outputs };
        const output = await finish(api, prompt, { stagingDir, signal, reporter }, hear);
        return { ...output, ...seedOf(edit.request) };
      });
    },
  };
}

/** What the receipt says about a submission: everything except the token. */
function receiptOf(
  server: Server,
  workflow: Workflow,
  ownId: string,
  outputs: readonly string[],
  { name, apiModel }: Model,
) {
  const body = submissionBody({ workflow, ownId });
  return {
    workflow: { name, sha256: apiModel },
    to: `${server.address}/prompt`,
    server: server.address,
    ownId,
    outputs,
    body: workflow,
    bodySha256: createHash('sha256').update(body).digest('hex'),
    bodyBytes: body.length,
  };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
