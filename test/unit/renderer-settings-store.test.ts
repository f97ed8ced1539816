import { describe, expect, test, vi } from 'vitest';
import { createSettingsStore } from '../../src/renderer/stores/settings-store.ts';
import { createToastStore } from '../../src/renderer/stores/toast-store.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';

describe('settings', () => {
  test('writes a change made just before the window closes, once', async () => {
    vi.useFakeTimers();
    try {
      const main = new FakeMain();
      const settings = createSettingsStore(main.bridge, createToastStore());
      settings.getState().save({ thumbSize: 200 });
      settings.getState().save({ libraryWidth: 300 });
      expect(main.calls).toEqual([]);
      settings.getState().flush();
      await vi.runAllTimersAsync();
      expect(main.calls).toEqual(['settings.set']);
      expect(main.settings).toMatchObject({ thumbSize: 200, libraryWidth: 300 });
      settings.getState().flush();
      expect(main.calls).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });
});
