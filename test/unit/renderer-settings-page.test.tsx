// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, describe, expect, it } from 'vitest';
import { SettingsPage } from '../../src/renderer/features/settings/settings-page.tsx';
import { StoresProvider } from '../../src/renderer/stores/context.tsx';
import { createStores } from '../../src/renderer/stores/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';

afterEach(cleanup);

async function showSettings() {
  const main = new FakeMain();
  const stores = createStores(main.bridge);
  await act(async () => {
    render(
      <Tooltip.Provider>
        <StoresProvider stores={stores}>
          <SettingsPage />
        </StoresProvider>
      </Tooltip.Provider>,
    );
  });
  const opensHelp = (key: string, target: Element = document.body) => {
    main.calls.length = 0;
    fireEvent.keyDown(target, { key, code: key });
    return main.calls.includes('app.openHelp');
  };
  return { stores, opensHelp };
}

describe('the Settings window', () => {
  it('opens Help with its key, also from a field', async () => {
    const { opensHelp } = await showSettings();
    expect(opensHelp('F1')).toBe(true);
    expect(opensHelp('F1', screen.getByRole('searchbox'))).toBe(true);
    expect(opensHelp('F2')).toBe(false);
  });

  it('opens Help with the key that the user chose, unless it is typed into a field', async () => {
    const { stores, opensHelp } = await showSettings();
    act(() => stores.settings.getState().save({ keys: { help: ['H'] } }));
    expect(opensHelp('h')).toBe(true);
    expect(opensHelp('h', screen.getByRole('searchbox'))).toBe(false);
    expect(opensHelp('F1')).toBe(false);
  });
});
