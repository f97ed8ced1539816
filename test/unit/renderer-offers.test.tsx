// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EditRegion } from '../../src/renderer/features/edit/edit-region.tsx';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { StoresProvider } from '../../src/renderer/stores/context.tsx';
import { createStores, type Stores } from '../../src/renderer/stores/index.ts';
import type { ModelOffer } from '../../src/shared/domain/model-offer.ts';
import { dayName } from '../../src/shared/local-day.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { FLUX_2_DEV } from '../fixtures/engine-catalog.ts';

let main: FakeMain;
let stores: Stores;
let stop: () => void;

beforeEach(async () => {
  main = FakeMain.withPictures(1);
  stores = createStores(main.bridge);
  stop = connectStores(main.bridge, stores);
  await stores.library.getState().start(null);
  stores.library.getState().select(1);
  stores.edit.getState().setEngine('1min.ai');
});
afterEach(() => {
  cleanup();
  stop();
});

const show = () =>
  render(
    <Tooltip.Provider>
      <StoresProvider stores={stores}>
        <EditRegion onRun={() => {}} onWholePicture={() => {}} />
      </StoresProvider>
    </Tooltip.Provider>,
  );

/** Main learns what the service says about FLUX.2 dev, and reports it. */
async function learn(offer: Partial<ModelOffer>): Promise<void> {
  main.offers = [
    {
      engine: '1min.ai',
      model: FLUX_2_DEV.id,
      credits: null,
      retiresOn: null,
      askedAt: Date.UTC(2026, 10, 29, 12),
      ...offer,
    },
  ];
  const { revision } = stores.engines.getState();
  await act(async () => {
    main.emit('engines.changed', {});
    await expect.poll(() => stores.engines.getState().revision).toBe(revision + 1);
  });
}

const inDays = (days: number) => {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return dayName(day.getTime());
};

describe('what a service says about the chosen model', () => {
  it('is shown at the model with its date as soon as it is known', async () => {
    show();
    expect(screen.queryByText(/According to 1min\.ai/)).toBeNull();
    await learn({ credits: 12, retiresOn: '2999-03-03' });
    expect(screen.getByText('About 12 credits for each edit')).toBeTruthy();
    expect(screen.getByText('Retires March 3, 2999')).toBeTruthy();
    expect(screen.getByText('According to 1min.ai, as of Nov 29, 2026')).toBeTruthy();
    await act(async () => stores.edit.getState().setEngine('practice'));
    expect(screen.queryByText(/credits/)).toBeNull();
  });

  it('warns in the last 30 days, and the edit can still be run', async () => {
    show();
    await learn({ retiresOn: inDays(30) });
    expect(screen.getByText(/1min\.ai retires FLUX\.2 dev on .*will probably fail/)).toBeTruthy();
    expect(screen.queryByText(/^Retires/)).toBeNull();
    await learn({ retiresOn: inDays(0) });
    expect(screen.getByText(/1min\.ai announced that it would retire FLUX\.2 dev on/)).toBeTruthy();
    expect(screen.getByRole('button', { name: /Run edit/ }).getAttribute('aria-disabled')).toBe('false');
    await learn({ retiresOn: inDays(31) });
    expect(screen.queryByText(/will probably fail|announced/)).toBeNull();
  });

  it('is asked for after the page is painted, when the engine changes, and when the window is used again', async () => {
    show();
    const asked = () => main.calls.filter((call) => call === 'engine.refresh').length;
    expect(asked()).toBe(0);
    await expect.poll(asked).toBe(1);
    fireEvent.focus(window);
    expect(asked()).toBe(2);
    await act(async () => stores.edit.getState().setEngine('practice'));
    await expect.poll(asked).toBe(3);
  });
});
