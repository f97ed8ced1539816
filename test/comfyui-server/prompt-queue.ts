import { randomUUID } from 'node:crypto';
import type { Fault } from './faults.ts';
import type { Prompt } from './nodes.ts';
import { planOf, renderPng, renderPreview } from './render.ts';

/** A queued prompt, like an item of ComfyUI's queue: number, id, nodes, extra data, output nodes. */
export interface Item {
  readonly number: number;
  readonly id: string;
  readonly prompt: Prompt;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly outputs: readonly string[];
}

export interface OutputFile {
  readonly filename: string;
  readonly subfolder: string;
  readonly type: string;
}

export interface HistoryEntry {
  readonly prompt: readonly unknown[];
  readonly outputs: Readonly<Record<string, { readonly images: readonly OutputFile[] }>>;
  readonly status: {
    readonly status_str: 'success' | 'error';
    readonly completed: boolean;
    readonly messages: readonly (readonly [string, unknown])[];
  };
  readonly meta: object;
}

export interface QueueOptions {
  readonly stepMs: () => number;
  readonly previews: () => boolean;
  readonly uploads: ReadonlyMap<string, Buffer>;
  readonly takeFault: () => Fault | null;
  /** Sends an event to a client, or to all. */
  readonly send: (event: string, data: object, clientId: string | null) => void;
  readonly sendPreview: (picture: Buffer, clientId: string, meta: object) => void;
}

class Interrupted extends Error {}

/** Executes prompts one after another, and keeps finished ones in its history until it is restarted. */
export class PromptQueue {
  readonly history = new Map<string, HistoryEntry>();
  /** Finished pictures by type, subfolder and name. */
  readonly files = new Map<string, Buffer>();
  #pending: Item[] = [];
  #running: Item | null = null;
  #stopRunning: ((why: Error) => void) | null = null;
  #isHeld = false;
  #nextNumber = 0;
  #nextFile = 1;
  readonly #options: QueueOptions;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  get pending(): readonly Item[] {
    return this.#pending;
  }
  get running(): readonly Item[] {
    return this.#running ? [this.#running] : [];
  }

  add(item: Omit<Item, 'number'>): Item {
    const queued = { ...item, number: this.#nextNumber };
    this.#nextNumber += 1;
    this.#pending.push(queued);
    this.#emitStatus();
    // After the answer to POST /prompt.
    setImmediate(() => this.#next());
    return queued;
  }

  delete(ids: readonly unknown[]): void {
    this.#pending = this.#pending.filter(({ id }) => !ids.includes(id));
    this.#emitStatus();
  }

  /** Interrupts the running prompt, only if it is `id` when given. */
  interrupt(id: string | null): void {
    if (this.#running && (id === null || this.#running.id === id)) this.#stopRunning?.(new Interrupted());
  }

  /** Starts no further prompt until `release`. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    this.#next();
  }

  /** Like a restart of ComfyUI: what was queued, running or finished is gone. */
  forget(): void {
    this.#pending = [];
    this.history.clear();
    this.#stopRunning?.(new Forgotten());
  }

  /** Number of prompts that wait or run. */
  get remaining(): number {
    return this.#pending.length + this.running.length;
  }

  #emitStatus(): void {
    this.#options.send('status', { status: { exec_info: { queue_remaining: this.remaining } } }, null);
  }

  #next(): void {
    if (this.#isHeld || this.#running) return;
    const item = this.#pending.shift();
    if (!item) return;
    this.#running = item;
    void this.#execute(item).then((entry) => {
      if (entry) this.history.set(item.id, entry);
      this.#running = null;
      this.#emitStatus();
      this.#next();
    });
  }

  /** Returns the history entry. Null if the server forgot the prompt meanwhile. */
  async #execute(item: Item): Promise<HistoryEntry | null> {
    const clientId = typeof item.extra.client_id === 'string' ? item.extra.client_id : null;
    const prompt_id = item.id;
    const messages: [string, unknown][] = [];
    const say = (event: string, data: object, isKept = false) => {
      const full = { ...data, prompt_id };
      if (isKept) messages.push([event, { ...full, timestamp: Date.now() }]);
      if (clientId !== null) this.#options.send(event, full, clientId);
    };
    const stopped = new Promise<never>((_, fail) => {
      this.#stopRunning = fail;
    });
    stopped.catch(() => {});
    const outputs: Record<string, { images: OutputFile[] }> = {};
    const end = (status_str: 'success' | 'error'): HistoryEntry => ({
      prompt: [item.number, item.id, item.prompt, item.extra, item.outputs],
      outputs,
      status: { status_str, completed: status_str === 'success', messages },
      meta: {},
    });
    const sampler = samplerOf(item.prompt);
    const place = { node_id: sampler, node_type: item.prompt[sampler]?.class_type ?? '' };
    try {
      const fault = this.#options.takeFault();
      say('execution_start', {}, true);
      say('execution_cached', { nodes: [] }, true);
      for (const output of item.outputs) {
        const plan = planOf(item.prompt, output, this.#options.uploads);
        say('executing', { node: sampler, display_node: sampler });
        for (let step = 1; step <= plan.steps; step += 1) {
          await Promise.race([stopped, pause(this.#options.stepMs())]);
          if (fault && step * 2 >= plan.steps) strike(fault);
          say('progress', { value: step, max: plan.steps, node: sampler });
          if (clientId !== null && this.#options.previews())
            this.#options.sendPreview(await renderPreview(plan.seed, step), clientId, {
              node_id: sampler,
              prompt_id,
              image_type: 'image/jpeg',
            });
        }
        say('executing', { node: output, display_node: output });
        const bytes = await Promise.race([stopped, renderPng(plan, item.prompt, item.extra)]);
        if (fault?.kind === 'no-output') continue;
        const images = [this.#store(item.prompt, output, bytes)];
        if (fault?.kind === 'hostile-output')
          images.splice(0, 1, { filename: '../../../etc/passwd', subfolder: '..', type: 'output' });
        outputs[output] = { images };
        say('executed', { node: output, display_node: output, output: { images } });
      }
      say('execution_success', {}, true);
      say('executing', { node: null });
      return end('success');
    } catch (error) {
      if (error instanceof Forgotten) return null;
      if (error instanceof Interrupted) {
        say('execution_interrupted', { ...place, executed: [] }, true);
        return end('error');
      }
      say(
        'execution_error',
        {
          ...place,
          executed: [],
          exception_message: error instanceof Error ? error.message : String(error),
          exception_type: error instanceof Error ? error.name : 'Exception',
          traceback: ['  File "/opt/ComfyUI/execution.py", line 518, in execute\n'],
          current_inputs: {},
          current_outputs: [],
        },
        true,
      );
      return end('error');
    } finally {
      this.#stopRunning = null;
    }
  }

  #store(prompt: Prompt, output: string, bytes: Buffer): OutputFile {
    const node = prompt[output];
    const isSaved = node?.class_type === 'SaveImage';
    const prefix = isSaved ? String(node?.inputs.filename_prefix) : 'ComfyUI_temp';
    const slash = prefix.lastIndexOf('/');
    const file = {
      filename: `${prefix.slice(slash + 1)}_${String(this.#nextFile).padStart(5, '0')}_.png`,
      subfolder: slash < 0 ? '' : prefix.slice(0, slash),
      type: isSaved ? 'output' : 'temp',
    };
    this.#nextFile += 1;
    this.files.set(fileKey(file), bytes);
    return file;
  }
}

class Forgotten extends Error {}

export function fileKey({ filename, subfolder, type }: OutputFile): string {
  return [type, subfolder, filename].join('|');
}

/** Id for a prompt whose client gave none. */
export function newPromptId(): string {
  return randomUUID();
}

function samplerOf(prompt: Prompt): string {
  const found = Object.keys(prompt).find((id) => /Sampler(Custom)?/.test(prompt[id]?.class_type ?? ''));
  return found ?? Object.keys(prompt)[0] ?? '1';
}

function strike(fault: Fault): void {
  if (fault.kind === 'interrupted') throw new Interrupted();
  if (fault.kind !== 'execution-error') return;
  const error = new Error(
    fault.reason ?? 'Allocation on device 0 would exceed allowed memory. (out of memory)',
  );
  error.name = 'torch.OutOfMemoryError';
  throw error;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => (ms > 0 ? setTimeout(done, ms) : setImmediate(done)));
}
