import { z } from 'zod';

/** Where a fault occurs: an endpoint, the WebSocket, or the execution of a prompt. */
export const FaultPoint = z.enum([
  'stats',
  'nodes',
  'upload',
  'prompt',
  'queue',
  'interrupt',
  'history',
  'view',
  'socket',
  'run',
]);
export type FaultPoint = z.infer<typeof FaultPoint>;

/** Kinds of faults. This folder's README.md describes each. */
export const FaultKind = z.enum([
  'reset',
  'mid-upload',
  'after-last-byte',
  'mid-body',
  'silent',
  'slow',
  'status',
  'html',
  'not-json',
  'endless',
  'redirect',
  'other-id',
  'node-errors',
  'truncated',
  'html-as-image',
  'refused',
  'cut',
  'garbage',
  'execution-error',
  'interrupted',
  'no-output',
  'hostile-output',
  'forget',
]);
export type FaultKind = z.infer<typeof FaultKind>;

export const Fault = z.strictObject({
  at: FaultPoint,
  kind: FaultKind,
  /** Number of occurrences. */
  times: z.number().positive().default(1),
  /** Status code of `status` and `redirect`. */
  status: z.number().int().min(300).max(599).optional(),
  /** Address of `redirect`. */
  to: z.string().optional(),
  /** Delay of `slow`, in milliseconds. */
  ms: z.number().nonnegative().optional(),
  /** Message of `execution-error` and `node-errors`. */
  reason: z.string().optional(),
});
export type Fault = z.infer<typeof Fault>;
export type FaultInput = z.input<typeof Fault>;

/** Armed faults, in order. */
export class FaultList {
  #armed: Fault[] = [];

  add(fault: FaultInput): void {
    this.#armed.push(Fault.parse(fault));
  }

  clear(): void {
    this.#armed = [];
  }

  list(): readonly Fault[] {
    return this.#armed;
  }

  /** Takes one occurrence of the first fault at this point, if any. */
  take(at: FaultPoint): Fault | null {
    const found = this.#armed.find((fault) => fault.at === at);
    if (!found) return null;
    found.times -= 1;
    if (found.times <= 0) this.#armed = this.#armed.filter((fault) => fault !== found);
    return found;
  }
}
