import type { EditEntry } from '@shared/domain/edit.ts';
import type { EngineId } from '@shared/domain/model.ts';
import { RunState } from '@shared/domain/run.ts';
import { describe, expect, it } from 'vitest';
import { confirmText, costText } from '../../src/renderer/format/charge.ts';
import { recoveryActions } from '../../src/renderer/format/recovery-actions.ts';
import { type RunContext, runStatusText, runTone } from '../../src/renderer/format/run-status.ts';
import { editEntry, imageRecord } from '../fakes/records.ts';

const source = imageRecord(1);
const entry = (run: Parameters<typeof editEntry>[2]) => editEntry(1, source, run);
const entryOn = (engine: EngineId) => (run: Parameters<typeof editEntry>[2]) => {
  const free = entry(run);
  return { ...free, edit: { ...free.edit, request: { ...free.edit.request, engine } } };
};
/** The same, of a paid engine. */
const paid = entryOn('1min.ai');
const calm: RunContext = {
  progress: undefined,
  paused: false,
  online: true,
  capReached: null,
  unwritten: false,
};
const said = (one: EditEntry, around: Partial<RunContext> = {}) => runStatusText(one, { ...calm, ...around });

describe('a run in words', () => {
  it('states its status', () => {
    expect(said(entry({}))).toBe('Waiting');
    expect(said(entry({}), { paused: true })).toMatch(/paused/);
    const progress = { runId: 1, step: 3, steps: 28, ahead: 0, preview: 0 };
    expect(said(entry({ state: 'sending' }), { progress })).toBe('Rendering step 3 of 28…');
    const accepted = paid({ state: 'accepted', startedAt: 1 });
    expect(said(accepted, { progress })).toBe('Rendering step 3 of 28…');
    expect(said(accepted, { progress: { ...progress, step: 0, ahead: 2 } })).toBe(
      '3rd in the server’s queue',
    );
    expect(said(accepted, { progress: { ...progress, step: 0, ahead: 10 } })).toBe(
      '11th in the server’s queue',
    );
    expect(said(accepted, { progress: { ...progress, step: 0 } })).toMatch(/^Accepted \(sent at /);
    expect(said(paid({ state: 'uploading' }))).toBe('Uploading picture…');
    expect(said(paid({ state: 'sending', startedAt: 1 }))).toMatch(/^Sent at \d.*, waiting for a response…$/);
    expect(said(paid({ state: 'downloading' }))).toBe('Downloading result…');
  });

  it('explains why a paid run waits, and never mentions the network for a free one', () => {
    expect(said(paid({}), { online: false })).toMatch(/^Offline\./);
    expect(said(entry({}), { online: false, capReached: 5 })).toBe('Waiting');
    expect(said(paid({ error: { code: 'service-unreachable' } }))).toMatch(/^Can’t reach 1min\.ai/);
    expect(said(paid({ error: { code: 'rate-limited' } }))).toMatch(/^Too many requests/);
    expect(said(paid({}), { capReached: 5 })).toBe('Daily limit of 5 reached. Continues tomorrow.');
  });

  it('never mentions the network or another service for a server of the user, and the daily limit only if it is paid', () => {
    const [free, charging] = [entryOn('comfyui'), entryOn('openai-images')];
    expect(said(free({}), { online: false, capReached: 5 })).toBe('Waiting');
    expect(said(charging({}), { online: false })).toBe('Waiting');
    expect(said(charging({}), { capReached: 5 })).toMatch(/^Daily limit of 5 reached/);
    const error = { code: 'service-unreachable', reason: 'server-unreachable' } as const;
    expect(said(free({ error }))).toBe('Can’t reach ComfyUI. Retrying automatically.');
  });

  it('states once whether a failed run was charged', () => {
    expect(said(entry({ state: 'failed', error: { code: 'disk-full' } }))).toBe(
      'Failed: The disk is full. Free up space and try again.',
    );
    expect(said(paid({ state: 'failed', error: { code: 'no-credits' } }))).toBe(
      'Failed: Your 1min.ai account doesn’t have enough credits. You weren’t charged.',
    );
    const told = { error: { code: 'request-refused', quote: 'Too small' } } as const;
    expect(said(paid({ state: 'failed', ...told }))).toBe(
      'Failed: 1min.ai rejected this edit. Message: “Too small” You weren’t charged.',
    );
    expect(said(paid({ state: 'failed', error: { code: 'result-missing' }, charged: 'yes' }))).toMatch(
      /You were charged\.$/,
    );
  });

  it('reports moderation as such', () => {
    const words = said(paid({ state: 'failed', error: { code: 'moderated' }, charged: 'unknown' }));
    expect(words).toMatch(
      /^Blocked: 1min\.ai’s safety filter blocked this edit\. You may have been charged\. Try/,
    );
  });

  it('states when an unanswered request was sent, and that it may have cost money', () => {
    const startedAt = Date.UTC(2025, 0, 2, 14, 2);
    expect(said(paid({ state: 'uncertain', startedAt }))).toMatch(
      /^Sent at \d.*, but no response was saved\. You may have been charged\.$/,
    );
    const known = { error: { code: 'disk-full', reason: 'result-on-full-disk' } } as const;
    expect(said(paid({ state: 'uncertain', startedAt, ...known }))).toMatch(
      /^Sent at \d.*\. The edit is done, but the disk is full\..* You may have been charged\.$/,
    );
    expect(said(paid({ state: 'cancelled', charged: 'unknown' }))).toBe(
      'Dismissed. You may have been charged.',
    );
  });

  it('has words and a tone for every state', () => {
    for (const state of RunState.options) {
      expect(said(paid({ state }))).not.toBe('');
      expect(['quiet', 'busy', 'good', 'warn', 'bad']).toContain(runTone(state));
    }
  });
});

describe('the cost of an edit', () => {
  it('is credits of an account, or unknown on a server that anyone may run', () => {
    expect(costText('1min.ai')).toBe('Uses credits from your 1min.ai account.');
    expect(costText('openai-images')).toBe('The server may charge for each edit.');
    expect(costText('comfyui')).toBeNull();
    expect(confirmText(4, '1min.ai')).toBe(
      'Run 4 paid edits? Each one uses credits from your 1min.ai account.',
    );
    expect(confirmText(4, 'openai-images')).toBe('Run 4 paid edits? The server may charge for each edit.');
  });
});

describe('what can be done about a run', () => {
  const can = (run: Parameters<typeof editEntry>[2]) => recoveryActions(paid(run).run);
  it('never offers a free retry of a run that may have been charged', () => {
    for (const state of RunState.options)
      for (const charged of ['yes', 'unknown'] as const)
        expect(can({ state, charged }).again).not.toBe('free');
  });
  it('links to Settings for the key, the credits and the cap', () => {
    for (const code of ['missing-key', 'key-refused', 'no-credits', 'daily-cap'] as const)
      expect(can({ state: 'failed', error: { code } })).toEqual({
        settings: true,
        again: 'free',
        uncertain: false,
      });
  });
  it('doesn’t offer what would be rejected again, or anything during an active run', () => {
    expect(can({ state: 'failed', error: { code: 'moderated' }, charged: 'unknown' }).again).toBeNull();
    for (const state of ['queued', 'uploading', 'sending', 'accepted', 'downloading', 'saved'] as const)
      expect(can({ state })).toEqual({ settings: false, again: null, uncertain: false });
  });
});
