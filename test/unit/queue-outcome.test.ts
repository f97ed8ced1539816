import type { RunState } from '@shared/domain/run.ts';
import { Failure } from '@shared/errors.ts';
import { describe, expect, it } from 'vitest';
import { RunFailure } from '../../src/main/ports.ts';
import { type FailureContext, outcomeForError, recoveryOf } from '../../src/main/queue/outcome.ts';

const paid = (state: RunState, more: Partial<FailureContext> = {}): FailureContext => ({
  state,
  repeatable: false,
  canResume: false,
  cancelled: false,
  ...more,
});
const free = (state: RunState, more: Partial<FailureContext> = {}) =>
  paid(state, { repeatable: true, ...more });
const BEFORE: readonly RunState[] = ['queued', 'uploading'];
const AFTER: readonly RunState[] = ['sending', 'accepted', 'downloading'];
const ALL = [...BEFORE, ...AFTER];
const abort = new DOMException('stop', 'AbortError');

describe('a run that broke', () => {
  it.each(BEFORE)('failed if nothing was sent: %s', (state) => {
    expect(outcomeForError(new Error('boom'), paid(state))).toMatchObject({
      to: 'failed',
      error: { code: 'internal' },
      charged: 'no',
    });
  });

  it('reports the system error if nothing was sent', () => {
    const readOnly = Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' });
    expect(outcomeForError(readOnly, paid('queued'))).toMatchObject({
      to: 'failed',
      error: { code: 'library-read-only' },
      charged: 'no',
    });
  });

  it.each(AFTER)('is uncertain when it may have been charged: %s', (state) => {
    expect(outcomeForError(new Error('boom'), paid(state))).toMatchObject({
      to: 'uncertain',
      charged: 'unknown',
    });
  });

  it.each(ALL)('failed if it costs nothing: %s', (state) => {
    expect(outcomeForError(new Error('boom'), free(state))).toMatchObject({ to: 'failed', charged: 'no' });
  });

  it('keeps a failure’s message, but never that of an unknown error', () => {
    expect(outcomeForError(new Failure('disk-full'), free('downloading'))).toMatchObject({
      error: { code: 'disk-full' },
    });
    expect(outcomeForError(new Failure('disk-full'), paid('downloading'))).toMatchObject({
      to: 'uncertain',
      error: { code: 'disk-full' },
    });
    expect(JSON.stringify(outcomeForError(new Error('SECRET'), free('sending')))).not.toContain('SECRET');
  });

  it('keeps the reason of a failure that names it at a field only', () => {
    const params = { param: 'steps', min: 1, max: 50 };
    const refused = new Failure('bad-request', undefined, [
      { field: 'steps', reason: 'param-range', params },
    ]);
    expect(outcomeForError(refused, paid('queued'))).toMatchObject({
      to: 'failed',
      error: { code: 'bad-request', reason: 'param-range', params },
    });
  });
});

describe('what an engine says', () => {
  it('is failed, with its cost', () => {
    const error = new RunFailure('failed', { code: 'moderated' }, { charged: 'unknown' });
    expect(outcomeForError(error, paid('sending'))).toEqual({
      kind: 'over',
      to: 'failed',
      error: { code: 'moderated' },
      unexplained: false,
      charged: 'unknown',
    });
  });

  it('is never free if uncertain', () => {
    const error = new RunFailure('uncertain', { code: 'outcome-unknown' });
    expect(outcomeForError(error, paid('sending'))).toMatchObject({ to: 'uncertain', charged: 'unknown' });
  });

  it('is failed if uncertain before anything was sent', () => {
    const error = new RunFailure('uncertain', { code: 'outcome-unknown' });
    for (const state of BEFORE) expect(outcomeForError(error, paid(state))).toMatchObject({ to: 'failed' });
  });

  it('requeues on wait; after acceptance it becomes fetchable or uncertain', () => {
    const error = new RunFailure('wait', { code: 'offline' }, { retryAfterMs: 9 });
    for (const state of ['queued', 'uploading', 'sending'] as const)
      expect(outcomeForError(error, paid(state))).toMatchObject({
        kind: 'wait',
        from: 'queue',
        retryAfterMs: 9,
      });
    for (const state of ['accepted', 'downloading'] as const) {
      expect(outcomeForError(error, paid(state, { canResume: true }))).toMatchObject({
        kind: 'wait',
        from: 'here',
      });
      expect(outcomeForError(error, paid(state))).toMatchObject({ to: 'uncertain' });
      expect(outcomeForError(error, free(state))).toMatchObject({ kind: 'wait', from: 'queue' });
    }
  });
});

describe('a cancelled run', () => {
  it.each(BEFORE)('is canceled if nothing was sent: %s', (state) => {
    expect(outcomeForError(abort, paid(state, { cancelled: true }))).toMatchObject({
      to: 'cancelled',
      charged: 'no',
    });
  });

  it.each(AFTER)('is uncertain if it may have been charged: %s', (state) => {
    expect(outcomeForError(abort, paid(state, { cancelled: true }))).toMatchObject({
      to: 'uncertain',
      charged: 'unknown',
    });
  });

  it.each(ALL)('is canceled if it costs nothing: %s', (state) => {
    expect(outcomeForError(abort, free(state, { cancelled: true }))).toMatchObject({ to: 'cancelled' });
  });

  it('is canceled if the engine guarantees that nothing was sent', () => {
    const nothing = new RunFailure('wait', { code: 'service-unreachable' });
    expect(outcomeForError(nothing, paid('sending', { cancelled: true }))).toMatchObject({ to: 'cancelled' });
    const refused = new RunFailure('failed', { code: 'no-credits' });
    expect(outcomeForError(refused, paid('sending', { cancelled: true }))).toMatchObject({ to: 'cancelled' });
    const billed = new RunFailure('failed', { code: 'moderated' }, { charged: 'unknown' });
    expect(outcomeForError(billed, paid('sending', { cancelled: true }))).toMatchObject({ to: 'failed' });
  });
});

describe('a run without a price that must not be repeated', () => {
  const service = (state: RunState, more: Partial<FailureContext> = {}) =>
    paid(state, { paid: false, ...more });

  it.each(AFTER)('is uncertain, not charged, and doesn’t stop the others: %s', (state) => {
    expect(outcomeForError(new Error('boom'), service(state))).toMatchObject({
      to: 'uncertain',
      charged: 'no',
      unexplained: false,
    });
  });
});

describe('a sent run whose answer was lost, of an engine that finds it by its id', () => {
  const sent = { canResume: true, findsSent: true, resumed: true } as const;
  const unreachable = new RunFailure('wait', { code: 'service-unreachable' });
  const noTrace = new RunFailure('wait', { code: 'interrupted' }, { neverArrived: true });

  it('is looked up after a restart', () => {
    expect(recoveryOf(paid('sending', sent))).toBe('resume');
    expect(recoveryOf(paid('sending', { ...sent, canResume: false }))).toBe('uncertain');
  });

  it('keeps waiting while the service can’t be asked, and is never queued again', () => {
    expect(outcomeForError(unreachable, paid('sending', sent))).toMatchObject({ kind: 'wait', from: 'here' });
  });

  it('is queued again only if the service has no trace of it', () => {
    expect(outcomeForError(noTrace, paid('sending', sent))).toMatchObject({ kind: 'wait', from: 'queue' });
  });

  it('is uncertain if it is canceled before the service was asked', () => {
    const cancelled = paid('sending', { ...sent, cancelled: true });
    expect(outcomeForError(unreachable, cancelled)).toMatchObject({ to: 'uncertain' });
    expect(outcomeForError(noTrace, cancelled)).toMatchObject({ to: 'cancelled' });
  });
});

describe('after a restart', () => {
  it.each([
    ['uploading', 'queue', 'queue', 'queue'],
    ['sending', 'queue', 'uncertain', 'uncertain'],
    ['accepted', 'queue', 'uncertain', 'resume'],
    ['downloading', 'queue', 'uncertain', 'resume'],
  ] as const)('%s: free %s, paid %s, paid and fetchable %s', (state, whenFree, whenPaid, whenFetchable) => {
    expect(recoveryOf(free(state))).toBe(whenFree);
    expect(recoveryOf(paid(state))).toBe(whenPaid);
    expect(recoveryOf(paid(state, { canResume: true }))).toBe(whenFetchable);
  });
});
