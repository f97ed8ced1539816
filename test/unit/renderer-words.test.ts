import { RunState } from '@shared/domain/run.ts';
import { describe, expect, it } from 'vitest';
import { paramNote } from '../../src/renderer/features/edit/param-note.ts';
import { runTone, runWords } from '../../src/renderer/features/queue/run-words.ts';
import { FLUX_2_DEV, PRACTICE_FILTERS } from '../../src/shared/domain/model.ts';
import { editEntry, imageRecord } from '../fakes/records.ts';

const entry = (run: Parameters<typeof editEntry>[2]) => editEntry(1, imageRecord(1), run);

describe('a run in words', () => {
  it('says where it is', () => {
    expect(runWords(entry({}), undefined, false)).toBe('Waiting');
    expect(runWords(entry({}), undefined, true)).toMatch(/paused/);
    expect(runWords(entry({ state: 'sending' }), { runId: 1, step: 3, steps: 28 }, false)).toBe(
      'Rendering step 3 of 28',
    );
    expect(runWords(entry({ state: 'failed', errorCode: 'no-credits' }), undefined, false)).toBe(
      'Failed: There are not enough credits on the account.',
    );
    expect(runWords(entry({ errorCode: 'offline' }), undefined, false)).toMatch(/no network/);
  });

  it('says when an unanswered request was sent, and that it may have cost', () => {
    const words = runWords(
      entry({ state: 'uncertain', startedAt: Date.UTC(2025, 0, 2, 14, 2) }),
      undefined,
      false,
    );
    expect(words).toMatch(/^Sent at \d.*, no answer came back\. It may have been charged\.$/);
  });

  it('has words and a tone for every state', () => {
    for (const state of RunState.options) {
      expect(runWords(entry({ state }), undefined, false)).not.toBe('');
      expect(['quiet', 'busy', 'good', 'warn', 'bad']).toContain(runTone(state));
    }
  });
});

describe('notes on parameters', () => {
  const spec = (model: typeof FLUX_2_DEV, key: string) => {
    const found = model.params.find((param) => param.key === key);
    if (!found) throw new Error(key);
    return found;
  };
  it('warns of what has no effect and of what cannot be repeated', () => {
    expect(paramNote(spec(FLUX_2_DEV, 'quality'), '1min.ai', { format: 'png' })).toMatch(/lossless/);
    expect(paramNote(spec(FLUX_2_DEV, 'quality'), '1min.ai', { format: 'webp' })).toBeUndefined();
    expect(paramNote(spec(FLUX_2_DEV, 'goFast'), '1min.ai', { goFast: true })).toMatch(/Not repeatable/);
    expect(paramNote(spec(PRACTICE_FILTERS, 'goFast'), 'practice', { goFast: true })).toBeUndefined();
    expect(paramNote(spec(PRACTICE_FILTERS, 'disableSafetyChecker'), 'practice', {})).toMatch(/No effect/);
  });
});
