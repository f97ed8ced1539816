import type { Stores } from '../../stores/index.ts';

/** Queues the challenge and selects it in *History*, unless the user has moved on. */
export async function runChallenge(stores: Stores): Promise<void> {
  const { challenge, attention, history } = stores;
  const pressed = attention.now();
  const queued = await challenge.getState().run();
  if (!queued) return;
  attention.runsAwaited([queued.run.id], pressed);
  if (attention.hasStayed(pressed)) history.getState().selectEdit(queued.edit.id);
}
