import type { EditEntry } from '@shared/domain/edit.ts';
import { describe, expect, it } from 'vitest';
import { SETTLED_MAX } from '../../src/renderer/features/queue/queue-list.ts';
import { createQueueStore, moved } from '../../src/renderer/features/queue/queue-store.ts';
import { createEntities } from '../../src/renderer/stores/entities/entities.ts';
import { feedAnswers } from '../../src/renderer/stores/entities/feed.ts';
import { createToastStore } from '../../src/renderer/stores/toast-store.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, imageRecord } from '../fakes/records.ts';

const source = imageRecord(1);
const runIds = (entries: readonly { run: { id: number } }[]) => entries.map(({ run }) => run.id);

function queueOf(main: FakeMain) {
  const toasts = createToastStore();
  const entities = createEntities();
  const queue = createQueueStore(feedAnswers(main.bridge, entities), { toasts, entities });
  /** Emits the event of a changed run. */
  const runChanged = (entry: EditEntry & { readonly revision?: number }) =>
    entities.receiveRun(main.revised(entry));
  return { queue, toasts, runChanged };
}

describe('the queue', () => {
  it('lists waiting runs by position, then settled ones, newest first', async () => {
    const main = FakeMain.withPictures(1);
    main.entries = [
      editEntry(1, source, { state: 'saved', finishedAt: 10 }),
      editEntry(2, source, { position: 9 }),
      editEntry(3, source, { state: 'failed', finishedAt: 20 }),
      editEntry(4, source, { state: 'sending', position: 3 }),
    ];
    const { queue } = queueOf(main);
    await queue.getState().load();
    expect(runIds(queue.getState().entries())).toEqual([4, 2, 3, 1]);
  });

  it('forgets the progress of a run that ended', () => {
    const { queue, runChanged } = queueOf(new FakeMain());
    runChanged(editEntry(1, source, { state: 'sending' }));
    queue.getState().setRunProgress({ runId: 1, step: 3, steps: 28, ahead: 0, preview: 0 });
    expect(queue.getState().progress.get(1)?.step).toBe(3);
    runChanged(editEntry(1, source, { state: 'saved', finishedAt: 5 }));
    expect(queue.getState().progress.has(1)).toBe(false);
    expect(queue.getState().entries()).toHaveLength(1);
  });

  it('keeps open and uncertain runs, and the newest settled ones', () => {
    const { queue, runChanged } = queueOf(new FakeMain());
    for (let id = 1; id <= 3; id += 1)
      runChanged(editEntry(id, source, { state: 'uncertain', finishedAt: id }));
    for (let id = 4; id <= 100; id += 1)
      runChanged(editEntry(id, source, { state: 'saved', finishedAt: id }));
    for (let id = 101; id <= 300; id += 1) runChanged(editEntry(id, source, { position: id }));
    const entries = queue.getState().entries();
    expect(entries.filter(({ run }) => run.state === 'queued')).toHaveLength(200);
    expect(runIds(entries.filter(({ run }) => run.state === 'uncertain'))).toEqual([3, 2, 1]);
    const saved = runIds(entries.filter(({ run }) => run.state === 'saved'));
    expect(saved).toEqual(Array.from({ length: SETTLED_MAX }, (_, at) => 100 - at));
  });

  it('ignores late progress of an ended run', () => {
    const { queue, runChanged } = queueOf(new FakeMain());
    runChanged(editEntry(1, source, { state: 'saved', finishedAt: 5 }));
    queue.getState().setRunProgress({ runId: 1, step: 28, steps: 28, ahead: 0, preview: 0 });
    expect(queue.getState().progress.size).toBe(0);
  });

  it('reverts a pause that failed', async () => {
    const main = new FakeMain();
    const { queue, toasts } = queueOf(main);
    main.fail('queue.pause', 'disk-full');
    await queue.getState().pause();
    expect(queue.getState().paused).toBe(false);
    expect(toasts.getState().toasts).toHaveLength(1);
  });

  it('reverts a move that was refused', async () => {
    const main = FakeMain.withPictures(1);
    main.entries = [editEntry(1, source), editEntry(2, source)];
    const { queue } = queueOf(main);
    await queue.getState().load();
    main.fail('queue.reorder', 'bad-request');
    const moving = queue.getState().reorder(2, 1);
    expect(runIds(queue.getState().entries())).toEqual([2, 1]);
    await moving;
    expect(runIds(queue.getState().entries())).toEqual([1, 2]);
  });

  it('moves a run before another, or to the end of the waiting ones', () => {
    const entries = [editEntry(1, source), editEntry(2, source), editEntry(3, source, { state: 'saved' })];
    expect(runIds(moved(entries, 2, 1))).toEqual([2, 1, 3]);
    expect(runIds(moved(entries, 1, null))).toEqual([2, 1, 3]);
    expect(runIds(moved(entries, 99, 1))).toEqual([1, 2, 3]);
  });

  it('never replaces a newer state by the answer to a retry', async () => {
    const main = FakeMain.withPictures(1);
    main.entries = [editEntry(1, source, { state: 'failed', finishedAt: 1 })];
    const { queue, runChanged } = queueOf(main);
    await queue.getState().load();
    let release = () => {};
    main.holdNext.set('run.retry', new Promise<void>((resolve) => (release = resolve)));
    const retrying = queue.getState().retry(1);
    // The new run's event, of a moment after the answer was read, overtakes it.
    runChanged({ ...editEntry(1000, source, { state: 'sending' }), revision: 1_000_000 });
    release();
    await retrying;
    expect(
      queue
        .getState()
        .entries()
        .find(({ run }) => run.id === 1000)?.run.state,
    ).toBe('sending');
  });

  it('sends one retry for repeated presses, even on its new run', async () => {
    const main = FakeMain.withPictures(1);
    main.entries = [editEntry(1, source, { state: 'failed', finishedAt: 1 })];
    const { queue, toasts, runChanged } = queueOf(main);
    await queue.getState().load();
    await Promise.all([queue.getState().retry(1), queue.getState().retry(1)]);
    await queue.getState().retry(1);
    // It failed immediately, and its own button is in the same place.
    runChanged({
      ...editEntry(1, source),
      run: { ...editEntry(1001, source, { state: 'failed' }).run, editId: 1 },
    });
    await queue.getState().retry(1001);
    expect(main.calls.filter((call) => call === 'run.retry')).toHaveLength(1);
    expect(toasts.getState().toasts).toEqual([]);
  });

  it('keeps undecided runs, whatever is cleared and however many newer ones have finished', async () => {
    const main = FakeMain.withPictures(1);
    main.entries = [editEntry(1, source), editEntry(2, source, { state: 'uncertain', finishedAt: 1 })];
    const { queue, runChanged } = queueOf(main);
    await queue.getState().load();
    for (let id = 10; id < 10 + 2 * SETTLED_MAX; id += 1)
      runChanged(editEntry(id, source, { state: 'saved', finishedAt: id }));
    expect(runIds(queue.getState().entries()).slice(0, 3)).toEqual([1, 2, 9 + 2 * SETTLED_MAX]);
    expect(queue.getState().entries()).toHaveLength(2 + SETTLED_MAX);
    await queue.getState().clearFinished();
    expect(runIds(queue.getState().entries())).toEqual([1, 2]);
  });

  it('clears what is settled', async () => {
    const main = FakeMain.withPictures(1);
    main.entries = [editEntry(1, source), editEntry(2, source, { state: 'saved' })];
    const { queue } = queueOf(main);
    await queue.getState().load();
    await queue.getState().clearFinished();
    expect(runIds(queue.getState().entries())).toEqual([1]);
  });
});
