// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, expect, it } from 'vitest';
import { BlockedRunsBadge } from '../../src/renderer/features/titlebar/blocked-runs-badge.tsx';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { StoresProvider } from '../../src/renderer/stores/context.tsx';
import { createStores } from '../../src/renderer/stores/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry } from '../fakes/records.ts';

afterEach(cleanup);

it('counts only paid edits as waiting for the daily limit', async () => {
  const main = FakeMain.withPictures(1);
  const [source] = main.images;
  if (!source) throw new Error('there is no picture');
  main.entries = ['practice', 'comfyui', '1min.ai', 'openai-images'].map((engine, at) => {
    const entry = editEntry(at + 1, source, { state: 'queued' });
    return { ...entry, edit: { ...entry.edit, request: { ...entry.edit.request, engine } } };
  });
  const stores = createStores(main.bridge);
  connectStores(main.bridge, stores);
  stores.settings.getState().save({ dailyCap: 0 });
  await act(async () => {
    await stores.queue.getState().load();
    render(
      <Tooltip.Provider>
        <StoresProvider stores={stores}>
          <BlockedRunsBadge />
        </StoresProvider>
      </Tooltip.Provider>,
    );
  });
  expect(screen.getByRole('status').textContent).toBe('Limit reached: 2 waiting');
});
