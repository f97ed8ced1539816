import { RunState } from '@shared/domain/run.ts';
import { describe, expect, it } from 'vitest';
import { requestRows } from '../../src/renderer/features/history/request-text.ts';
import { VERDICTS, verdictText } from '../../src/renderer/features/history/verdict-text.ts';
import { problemText, runStateText, runTimesText } from '../../src/renderer/format/run-status.ts';
import { shareText } from '../../src/renderer/format/share.ts';
import { agoText, durationText } from '../../src/renderer/format/time.ts';
import { paramLabel } from '../../src/shared/i18n/model-text.ts';
import { PRACTICE_FILTERS } from '../fixtures/engine-catalog.ts';
import { entryOf } from './history-fixtures.ts';

const { edit, run } = entryOf({ id: 1, sourceImageId: 9 });
const NOW = 1_700_000_000_000;
const MINUTE = 60_000;

describe('times', () => {
  it('are relative first, then a date', () => {
    expect(agoText(NOW - 59_000, NOW)).toBe('now');
    expect(agoText(NOW - 5 * MINUTE, NOW)).toBe('5 min');
    expect(agoText(NOW - 3 * 60 * MINUTE, NOW)).toBe('3 h');
    expect(agoText(NOW - 6 * 24 * 60 * MINUTE, NOW)).toBe('6 d');
    expect(agoText(NOW - 40 * 24 * 60 * MINUTE, NOW)).toMatch(/2023/);
  });
  it('in the future, after the clock was set back, are now', () =>
    expect(agoText(NOW + MINUTE, NOW)).toBe('now'));
  it('of durations are short', () => {
    expect(durationText(840)).toBe('0.8 s');
    expect(durationText(12_400)).toBe('12 s');
    expect(durationText(125_000)).toBe('2 min 5 s');
    expect(durationText(59_700)).toBe('1 min 0 s');
  });
});

describe('a run', () => {
  it('has distinct text for each state', () => {
    const words = RunState.options.map((state) => runStateText({ ...run, state }, '1min.ai', undefined));
    expect(words.every((word) => word.length > 0)).toBe(true);
    // `sending` and `accepted` look the same to a waiting user.
    expect(new Set(words).size).toBe(words.length - 1);
  });
  it('shows its steps once there are any', () => {
    const sending = { ...run, state: 'sending' as const };
    expect(
      runStateText(sending, 'practice', { runId: run.id, step: 3, steps: 28, ahead: 0, preview: 0 }),
    ).toBe('Step 3 of 28');
    expect(
      runStateText(sending, 'practice', { runId: run.id, step: 0, steps: 28, ahead: 0, preview: 0 }),
    ).toBe('Working');
  });
  it('explains a failure by its reason, otherwise by its code, with its cost', () => {
    const failed = { ...run, state: 'failed' as const, error: { code: 'no-credits' } as const };
    expect(problemText(failed, 'practice')).toBe('Failed: Your 1min.ai account doesn’t have enough credits.');
    const explained = { code: 'no-credits', reason: 'credits', params: { needed: 12, present: 3 } } as const;
    expect(problemText({ ...failed, error: explained }, '1min.ai')).toBe(
      'Failed: Not enough credits: this edit needs 12, and your account has 3. You weren’t charged.',
    );
    expect(problemText({ ...run, state: 'saved' }, '1min.ai')).toBeNull();
  });
  it('with unknown outcome says that it may have cost money', () =>
    expect(problemText({ ...run, state: 'uncertain' }, '1min.ai')).toMatch(
      /^Sent at .*You may have been charged\.$/,
    ));
  it('shows its duration once it has ended', () => {
    expect(runTimesText({ ...run, startedAt: NOW, finishedAt: NOW + 1_300 })).toMatch(/ \(1\.3 s\)$/);
    expect(runTimesText({ ...run, startedAt: NOW })).not.toMatch(/\(/);
  });
});

describe('a request', () => {
  it('shows every parameter under its label', () => {
    const rows = requestRows(edit.request);
    expect(rows.map((row) => row.label)).toEqual(PRACTICE_FILTERS.params.map((spec) => paramLabel(spec.key)));
    expect(rows).toContainEqual({ label: 'Aspect ratio', value: 'Same as source' });
    expect(rows).toContainEqual({ label: 'Go fast', value: 'Off' });
    expect(rows).toContainEqual({ label: 'Strength', value: '0.8' });
  });
  it('hides neither unsent parameters nor unknown ones', () => {
    const { strength: _, ...params } = edit.request.params;
    const rows = requestRows({ ...edit.request, params: { ...params, future: 7 } });
    expect(rows).toContainEqual({ label: 'Strength', value: 'Not sent' });
    expect(rows.at(-1)).toEqual({ label: 'future', value: '7' });
  });
});

describe('a verdict', () => {
  const verdict = { kind: 'drifted' as const, ssim: 0.8312, changedShare: 0.314, againstImageId: 1 };
  it('has its own icon and word', () => {
    const marks = Object.values(VERDICTS);
    expect(new Set(marks.map((mark) => mark.glyph)).size).toBe(4);
    expect(new Set(marks.map((mark) => mark.word)).size).toBe(4);
  });
  it('shows the measurements', () => {
    expect(verdictText(verdict, { echoDiffers: [] })).toBe('SSIM 0.831, 31.4% of pixels changed.');
    expect(verdictText({ ...verdict, kind: 'identical' }, { echoDiffers: [] })).toBe('Every pixel matches.');
    const echoDiffers = [{ name: 'seed', sent: '7', used: '5' }];
    expect(verdictText({ ...verdict, kind: 'identical' }, { echoDiffers })).toBe(
      'Every pixel matches. Not a true re-run: 1min.ai used different settings than Reseed sent.',
    );
  });
  it('never rounds a change to none, or nearly all to all', () => {
    expect(shareText(0)).toBe('0%');
    expect(shareText(0.00001)).toBe('under 0.1%');
    expect(shareText(0.99999)).toBe('over 99.9%');
    expect(shareText(1)).toBe('100%');
  });
});
