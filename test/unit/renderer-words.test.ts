import type { EditEntry } from '@shared/domain/edit.ts';
import { RunState } from '@shared/domain/run.ts';
import { describe, expect, it } from 'vitest';
import { remediesOf } from '../../src/renderer/words/remedies.ts';
import { type Around, runTone, runWords } from '../../src/renderer/words/run-words.ts';
import { editEntry, imageRecord } from '../fakes/records.ts';

const source = imageRecord(1);
const entry = (run: Parameters<typeof editEntry>[2]) => editEntry(1, source, run);
/** The same, of a paid engine. */
const paid = (run: Parameters<typeof editEntry>[2]) => {
  const free = entry(run);
  return { ...free, edit: { ...free.edit, request: { ...free.edit.request, engine: '1min.ai' as const } } };
};
const calm: Around = { progress: undefined, paused: false, online: true, capReached: null, unwritten: false };
const said = (one: EditEntry, around: Partial<Around> = {}) => runWords(one, { ...calm, ...around });

describe('a run in words', () => {
  it('says where it is', () => {
    expect(said(entry({}))).toBe('Waiting');
    expect(said(entry({}), { paused: true })).toMatch(/paused/);
    expect(said(entry({ state: 'sending' }), { progress: { runId: 1, step: 3, steps: 28 } })).toBe(
      'Rendering step 3 of 28',
    );
    expect(said(paid({ state: 'uploading' }))).toBe('Uploading the picture');
    expect(said(paid({ state: 'sending', startedAt: 1 }))).toMatch(/^Sent at \d.*, waiting for the answer$/);
    expect(said(paid({ state: 'downloading' }))).toBe('Fetching the result');
  });

  it('says why a paid run waits, and nothing of the network to a free one', () => {
    expect(said(paid({}), { online: false })).toMatch(/^Waiting: offline/);
    expect(said(entry({}), { online: false, capReached: 5 })).toBe('Waiting');
    expect(said(paid({ errorCode: 'service-unreachable' }))).toMatch(/cannot be reached/);
    expect(said(paid({ errorCode: 'rate-limited' }))).toMatch(/too many requests/);
    expect(said(paid({}), { capReached: 5 })).toBe('Waiting: today’s cap of 5 is reached');
  });

  it('says whether a failed run was charged, once', () => {
    expect(said(entry({ state: 'failed', errorCode: 'disk-full' }))).toBe(
      'Failed: The disk is full. Make room and try again.',
    );
    expect(said(paid({ state: 'failed', errorCode: 'no-credits' }))).toBe(
      'Failed: There are not enough credits on the account. Nothing was charged.',
    );
    const told = { errorCode: 'request-refused', errorDetail: 'Too small. Nothing was charged.' } as const;
    expect(said(paid({ state: 'failed', ...told }))).toBe('Failed: Too small. Nothing was charged.');
    expect(said(paid({ state: 'failed', errorCode: 'result-missing', charged: 'yes' }))).toMatch(
      /It was charged\.$/,
    );
  });

  it('tells moderation as moderation', () => {
    const words = said(paid({ state: 'failed', errorCode: 'moderated', charged: 'unknown' }));
    expect(words).toMatch(
      /^Moderated: The service’s safety filter stopped this edit\..* It may have been charged\.$/,
    );
  });

  it('says when an unanswered request was sent, and that it may have cost', () => {
    const startedAt = Date.UTC(2025, 0, 2, 14, 2);
    expect(said(paid({ state: 'uncertain', startedAt }))).toMatch(
      /^Sent at \d.*, no answer came back\. It may have been charged\.$/,
    );
    const known = { errorCode: 'disk-full', errorDetail: 'The edit is done, but the disk is full.' } as const;
    expect(said(paid({ state: 'uncertain', startedAt, ...known }))).toMatch(
      /^Sent at \d.*\. The edit is done, but the disk is full\. It may have been charged\.$/,
    );
    expect(said(paid({ state: 'cancelled', charged: 'unknown' }))).toBe(
      'Set aside. It may have been charged.',
    );
  });

  it('has words and a tone for every state', () => {
    for (const state of RunState.options) {
      expect(said(paid({ state }))).not.toBe('');
      expect(['quiet', 'busy', 'good', 'warn', 'bad']).toContain(runTone(state));
    }
  });
});

describe('what can be done about a run', () => {
  const can = (run: Parameters<typeof editEntry>[2]) => remediesOf(paid(run).run);
  it('never offers to run again for free what may have been charged', () => {
    for (const state of RunState.options)
      for (const charged of ['yes', 'unknown'] as const)
        expect(can({ state, charged }).again).not.toBe('free');
  });
  it('sends to Settings for the key, the credits and the cap', () => {
    for (const errorCode of ['missing-key', 'key-refused', 'no-credits', 'daily-cap'] as const)
      expect(can({ state: 'failed', errorCode })).toEqual({
        settings: true,
        again: 'free',
        uncertain: false,
      });
  });
  it('does not offer what would be refused again, nor anything while a run goes on', () => {
    expect(can({ state: 'failed', errorCode: 'moderated', charged: 'unknown' }).again).toBeNull();
    for (const state of ['queued', 'uploading', 'sending', 'accepted', 'downloading', 'saved'] as const)
      expect(can({ state })).toEqual({ settings: false, again: null, uncertain: false });
  });
});
