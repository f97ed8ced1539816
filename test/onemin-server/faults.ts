import { z } from 'zod';

/** Where a fault occurs: a connection, or an endpoint. */
export const FaultPoint = z.enum(['connect', 'asset', 'feature', 'results', 'download', 'models']);
export type FaultPoint = z.infer<typeof FaultPoint>;

/** Kinds of faults. This folder's README.md describes each. */
export const FaultKind = z.enum([
  'refused',
  'reset',
  'mid-upload',
  'after-last-byte',
  'before-header',
  'mid-body',
  'silent',
  'slow',
  'status',
  'unsupported-model',
  'missing-fields',
  'external',
  'moderated',
  'asset-gone',
  'failure',
  'temporary-url',
  'result-object',
  'not-json',
  'html',
  'bom',
  'packed',
  'endless',
  'trickle',
  'expired',
  'wrong-type',
  'html-as-image',
  'truncated',
  'cut-clean',
  'redirect',
]);
export type FaultKind = z.infer<typeof FaultKind>;

export const Fault = z.strictObject({
  at: FaultPoint,
  kind: FaultKind,
  /** Number of occurrences. */
  times: z.coerce.number().positive().default(1),
  /** Status code of `status` and `redirect`. */
  status: z.coerce.number().int().min(300).max(599).optional(),
  /** `Retry-After` of a 429 or 503, in seconds or as a date. */
  retryAfter: z.string().optional(),
  /** Whether the edit is still accepted and billed. Default: yes from 500 up and for broken connections. */
  billed: z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).optional(),
  /** Variant of `temporary-url`, `result-object` and `failure`. */
  form: z.string().optional(),
  /** Address of `redirect`. */
  to: z.string().optional(),
  /** Reason in `failure`, `external`, `moderated`. */
  reason: z.string().optional(),
  /** Delay of `slow`, pause between bytes of `trickle`, in milliseconds. */
  ms: z.coerce.number().nonnegative().optional(),
});
export type Fault = z.infer<typeof Fault>;
export type FaultInput = z.input<typeof Fault>;

export interface Faults {
  /** Arms a fault. Resolves when it is in effect (a refused connection needs the listener closed). */
  add(fault: FaultInput): Promise<void>;
  /** Disarms all and listens again. */
  clear(): Promise<void>;
  list(): readonly Fault[];
}

/** Armed faults, in order. */
export class FaultList {
  #armed: Fault[] = [];

  add(fault: FaultInput): Fault {
    const parsed = Fault.parse(fault);
    this.#armed.push(parsed);
    return parsed;
  }

  clear(): void {
    this.#armed = [];
  }

  list(): readonly Fault[] {
    return this.#armed;
  }

  /** Takes one occurrence of the fault at this point, if any. */
  take(at: FaultPoint, kinds?: readonly FaultKind[]): Fault | null {
    const fits = (fault: Fault) =>
      fault.at === at &&
      (kinds ? kinds.includes(fault.kind) : fault.kind !== 'refused' && fault.kind !== 'reset');
    const found = this.#armed.find(fits);
    if (!found) return null;
    found.times -= 1;
    if (found.times <= 0) this.#armed = this.#armed.filter((fault) => fault !== found);
    return found;
  }
}

/** Parses `feature:status;status=502,download:truncated` into faults. */
export function parseFaults(text: string): FaultInput[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [head = '', ...options] = part.split(';');
      const [at, kind] = head.split(':');
      const pairs = options.map((option) => option.split(/=(.*)/s).slice(0, 2));
      return Fault.parse({ at, kind, ...Object.fromEntries(pairs) });
    });
}
