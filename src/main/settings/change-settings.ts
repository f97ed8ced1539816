import type { Settings, SettingsPatch } from '@shared/domain/settings.ts';
import type { Scheduler } from '../queue/scheduler.ts';
import type { SettingsStore } from './settings-store.ts';

/** Changes settings and applies those that concern the queue. */
export async function changeSettings(
  {
    settings,
    queue,
    optionsChanged,
  }: {
    readonly settings: SettingsStore;
    readonly queue: Scheduler;
    /** The user changed what an engine does, such as its address. */
    readonly optionsChanged: () => void;
  },
  patch: SettingsPatch,
): Promise<Settings> {
  const changed = await settings.set(patch);
  if (patch.queuePaused === true) queue.pause();
  if (patch.queuePaused === false) queue.resume();
  if (patch.concurrency !== undefined || patch.dailyCap !== undefined) queue.wake();
  if (patch.engineOptions !== undefined) optionsChanged();
  // The queue may wait because of a wrong address or proxy.
  if (patch.engineOptions !== undefined || patch.systemProxy !== undefined) queue.tryAgain();
  return changed;
}
