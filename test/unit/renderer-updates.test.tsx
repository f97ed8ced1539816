// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, describe, expect, it } from 'vitest';
import { UpdateSection } from '../../src/renderer/features/settings/update-section.tsx';
import { connectCommon } from '../../src/renderer/stores/connect.ts';
import { StoresProvider } from '../../src/renderer/stores/context.tsx';
import { createStores } from '../../src/renderer/stores/index.ts';
import type { UpdatePhase, UpdateState } from '../../src/shared/domain/update.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';

const OFFER = { version: '0.2.0', releasedAt: 0, file: 'Reseed.AppImage', bytes: 1_000, notes: null };

afterEach(cleanup);

/** Shows the section of a copy, once main has answered. */
async function show(changes: Partial<UpdateState>): Promise<FakeMain> {
  const main = new FakeMain();
  main.updates = { ...main.updates, ...changes };
  const stores = createStores(main.bridge);
  connectCommon(main.bridge, stores);
  await act(async () => {
    render(
      <Tooltip.Provider>
        <StoresProvider stores={stores}>
          <UpdateSection />
        </StoresProvider>
      </Tooltip.Provider>,
    );
  });
  return main;
}

const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

describe('the Updates section', () => {
  it.each([
    ['deb', /Debian package.*updated together with your system/],
    ['rpm', /RPM package.*updated together with your system/],
  ] as const)('leaves a %s to the system', async (install, text) => {
    const main = await show({ install });
    expect(screen.getByText(text)).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
    expect(main.calls).toEqual(['updates.state']);
  });

  it('says that a build without a key can’t update', async () => {
    await show({ hasKey: false });
    expect(screen.getByText(/no key to verify updates with/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('can check once an address is set or built in', async () => {
    await show({ hasBuiltInFeed: false });
    expect(screen.getByRole('button', { name: 'Check now' })).toHaveProperty('disabled', true);
    cleanup();
    await show({ hasBuiltInFeed: true });
    expect(screen.getByRole('button', { name: 'Check now' })).toHaveProperty('disabled', false);
  });

  it('stores a valid address before it checks', async () => {
    const main = await show({});
    const field = screen.getByRole('textbox', { name: 'Update address' });
    await act(async () => void fireEvent.change(field, { target: { value: 'updates.example' } }));
    expect(screen.getByRole('alert').textContent).toContain('https://');
    await act(async () => void fireEvent.change(field, { target: { value: 'https://updates.example/x' } }));
    expect(screen.queryByRole('alert')).toBeNull();
    await act(async () => main.emit('settings.changed', main.settings));
    await press('Check now');
    expect(main.settings.updateFeed).toBe('https://updates.example/x');
    expect(main.calls.slice(-2)).toEqual(['settings.set', 'updates.check']);
  });

  it.each([
    ['available', 'Download', 'updates.download'],
    ['checking', 'Cancel', 'updates.cancel'],
    ['downloading', 'Cancel', 'updates.cancel'],
    ['ready', 'Restart to install', 'updates.install'],
  ] as const)('offers the next step while it is %s', async (kind, button, call) => {
    const phase = { kind, offer: OFFER, doneBytes: 10 } as UpdatePhase;
    const main = await show({ install: 'appimage', phase });
    await press(button);
    expect(main.calls.at(-1)).toBe(call);
  });

  it.each(['check', 'download', 'install'] as const)('repeats a refused %s', async (retry) => {
    const error = { code: 'update-refused', reason: 'update-signature' } as const;
    const main = await show({ phase: { kind: 'failed', error, offer: null, retry } });
    expect(screen.getByRole('status').textContent).toContain('isn’t signed');
    await press('Try again');
    expect(main.calls.at(-1)).toBe(`updates.${retry}`);
  });

  it('follows main', async () => {
    const main = await show({ install: 'folder' });
    await act(async () =>
      main.emit('updates.changed', { ...main.updates, phase: { kind: 'ready', offer: OFFER } }),
    );
    expect(screen.getByRole('button', { name: 'Show file' })).toBeTruthy();
  });
});
