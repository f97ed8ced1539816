import type { Call } from '@shared/channels.ts';
import { contract, type Out, type ParsedIn, type Reply } from '@shared/contract.ts';
import { appError, Failure } from '@shared/errors.ts';
import { fieldErrors } from '@shared/field-errors.ts';
import type { Log } from '../ports.ts';
import { systemFailure } from '../system-failure.ts';

export type Handlers = {
  readonly [C in Call]: (input: ParsedIn<C>) => Out<C> | Promise<Out<C>>;
};

/**
 * Answers one call: parses its input, runs its handler, parses its output. Never throws: every failure
 * becomes a value with a code and a message. `suspectDamage` is called if the database seems damaged.
 */
export async function answer<C extends Call>(
  call: C,
  raw: unknown,
  handlers: Handlers,
  log: Log,
  suspectDamage: () => void = () => {},
): Promise<Reply<Out<C>>> {
  const input = contract[call].in.safeParse(raw);
  if (!input.success) {
    log.warn('call refused', { call, issues: input.error.issues.map(({ path, code }) => ({ path, code })) });
    const fields = fieldErrors(input.error).slice(0, 20);
    return { ok: false, error: { ...appError('bad-request'), fields } };
  }
  try {
    const value = await handlers[call](withoutUndefined(input.data) as ParsedIn<C>);
    return { ok: true, value: contract[call].out.parse(value) as Out<C> };
  } catch (error) {
    const failure = systemFailure(error);
    if (isSignOfDamage(failure)) suspectDamage();
    if (failure instanceof Failure) {
      // An unexpected error: keep the system's message in the log.
      if (failure !== error) log.warn('call failed', { call, error: String(error) });
      return { ok: false, error: failure.toValue() };
    }
    log.error('call failed', { call, error: error instanceof Error ? error.stack : String(error) });
    return { ok: false, error: appError('internal') };
  }
}

/** Whether a call failed because of data it read from the database. */
function isSignOfDamage(error: unknown): boolean {
  if (!(error instanceof Failure)) return false;
  const { code, reason } = error.value;
  return code === 'library-damaged' || reason === 'table-damaged' || reason === 'row-damaged';
}

/** Removes keys whose value is `undefined`, so that `'x' in input` and spreads work as expected. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutUndefined(part)]));
}
