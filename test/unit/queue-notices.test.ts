import type { RunRecord, RunState } from '@shared/domain/run.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNotices, NOTICE_GAP_MS } from '../../src/main/queue/notices.ts';
import { editEntry, imageRecord } from '../fakes/records.ts';
import { strictBus } from '../fixtures/catalog.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function rig() {
  const notes: [string, string][] = [];
  const shares: (number | null)[] = [];
  let enabled = true;
  const bus = strictBus();
  createNotices({
    bus,
    desktop: {
      notify: (title, body) => notes.push([title, body]),
      showProgress: (share) => shares.push(share),
    },
    enabled: () => enabled,
    elapsed: () => performance.now(),
  });
  const run = (id: number, state: RunState, more: Partial<RunRecord> = {}) =>
    bus.emit('run.changed', { ...editEntry(id, imageRecord(1), { state, ...more }), revision: 1 });
  const step = (runId: number, at: number, steps = 10) =>
    bus.emit('run.progress', { runId, step: at, steps, ahead: 0, preview: 0 });
  return {
    notes,
    shares,
    run,
    step,
    bus,
    disable() {
      enabled = false;
    },
  };
}

describe('a notice', () => {
  it('is shown once when a run ends', () => {
    const { run, notes } = rig();
    for (const state of ['queued', 'sending', 'downloading', 'saved', 'saved'] as const) run(1, state);
    expect(notes).toEqual([['Edit done', '“watercolor” on picture-1.png']]);
    run(2, 'sending');
    run(2, 'failed', { error: { code: 'moderated', quote: 'nsfw' } });
    run(3, 'sending');
    run(3, 'uncertain', { error: { code: 'outcome-unknown' } });
    expect(notes.slice(1)).toEqual([
      [
        'Edit failed',
        '“watercolor” on picture-1.png: 1min.ai’s safety filter blocked this edit. Message: “nsfw” Try a different prompt or picture.',
      ],
      ['Edit status unknown', '“watercolor” on picture-1.png: The edit was sent, but no response was saved.'],
    ]);
  });

  it('is not shown for old runs emitted again, or runs the user canceled', () => {
    const { run, notes } = rig();
    for (const state of ['saved', 'failed', 'uncertain'] as const) run(1, state);
    run(2, 'queued');
    run(2, 'cancelled');
    expect(notes).toEqual([]);
  });

  it('is shown again after an uncertain run was checked', () => {
    const { run, notes } = rig();
    for (const state of ['sending', 'uncertain', 'accepted', 'saved'] as const) run(1, state);
    expect(notes.map(([title]) => title)).toEqual(['Edit status unknown', 'Edit done']);
  });

  it('respects the setting', () => {
    const { run, notes, disable, shares } = rig();
    disable();
    run(1, 'sending');
    run(1, 'saved');
    expect(notes).toEqual([]);
    expect(shares).toEqual([0.3, null]);
  });

  it('combines many edits in few notifications, without losing any', () => {
    const { run, notes } = rig();
    for (let id = 1; id <= 50; id += 1) run(id, 'queued');
    for (let id = 1; id <= 49; id += 1) {
      run(id, 'sending');
      vi.advanceTimersByTime(100);
      run(id, 'saved');
    }
    expect(notes.length).toBeLessThan(4);
    // The last one waits, as after a pause: the finished ones are still reported.
    vi.advanceTimersByTime(NOTICE_GAP_MS);
    const told = () => notes.reduce((sum, [title]) => sum + Number(/^\d+/.exec(title)?.[0] ?? 1), 0);
    expect(told()).toBe(49);
    run(50, 'sending');
    run(50, 'saved');
    expect(told()).toBe(50);
    expect(notes.at(-1)?.[0]).toBe('Edit done');
    vi.advanceTimersByTime(60_000);
    expect(told()).toBe(50);
  });

  it('shortens a long prompt to one line', () => {
    const { bus, notes } = rig();
    const entry = editEntry(1, imageRecord(1));
    const long = {
      ...entry,
      edit: {
        ...entry.edit,
        request: { ...entry.edit.request, prompt: `a\n  prompt ${'x'.repeat(200)}` },
      },
    };
    for (const state of ['sending', 'saved'] as const)
      bus.emit('run.changed', { ...long, run: { ...entry.run, state }, revision: 1 });
    expect(notes[0]?.[1]).toBe(`“a prompt ${'x'.repeat(70)}…” on picture-1.png`);
  });
});

it('is shown once if a paid answer can’t be written, even if disabled', () => {
  const { notes, bus, disable } = rig();
  disable();
  for (const unwritten of [[1], [1, 2], [], []])
    bus.emit('queue.obstacles', { obstacles: [], unwritten, question: null });
  expect(notes).toEqual([['The disk is full', expect.stringContaining('safe as long as Reseed stays open')]]);
});

describe('progress', () => {
  it('is the mean of active runs, and disappears with the last', () => {
    const { run, step, shares } = rig();
    run(1, 'queued');
    expect(shares).toEqual([]);
    run(1, 'sending');
    step(1, 5);
    run(2, 'uploading');
    step(1, 6);
    run(2, 'accepted');
    run(1, 'saved');
    run(2, 'downloading');
    run(2, 'saved');
    expect(shares).toEqual([0.3, 0.5, 0.3, 0.35, 0.6, 0.9, null]);
  });

  it('is redrawn only on changes, and not for ended runs', () => {
    const { run, step, shares } = rig();
    run(1, 'sending');
    for (let at = 300; at < 1000; at += 1) step(1, at, 100_000);
    expect(shares).toEqual([0.3, 0, 0.01]);
    run(1, 'cancelled');
    step(1, 5);
    expect(shares.at(-1)).toBeNull();
  });
});
