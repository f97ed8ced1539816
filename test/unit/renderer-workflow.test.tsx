// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkflowField } from '../../src/renderer/features/settings/workflow-field.tsx';
import { StoresProvider } from '../../src/renderer/stores/context.tsx';
import { createStores, type Stores } from '../../src/renderer/stores/index.ts';
import { engineInfo } from '../../src/shared/domain/engine-catalog.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';

let main: FakeMain;
let stores: Stores;

beforeEach(() => {
  main = new FakeMain();
  stores = createStores(main.bridge);
});
afterEach(cleanup);

const show = async () => {
  const info = engineInfo('comfyui');
  const option = info?.options.find(({ kind }) => kind === 'workflow');
  if (!info || !option) throw new Error('ComfyUI has no workflow.');
  await act(async () =>
    render(
      <Tooltip.Provider>
        <StoresProvider stores={stores}>
          <WorkflowField info={info} option={option} />
        </StoresProvider>
      </Tooltip.Provider>,
    ),
  );
};

describe('the workflow of an engine in Settings', () => {
  it('shows what was found in a file of the user until that is closed', async () => {
    const { current } = main.workflow;
    main.workflow = { ...main.workflow, current: { ...current, name: 'portrait', isBuiltIn: false } };
    await show();
    expect(screen.getByRole('status').textContent).toBe('portrait');
    const found = screen.getByRole('button', { name: 'What Reseed fills in' });
    expect(found.getAttribute('aria-expanded')).toBe('true');
    fireEvent.click(found);
    expect(found.getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('is loaded while the workflow of another engine is being chosen', async () => {
    const dialog = Promise.withResolvers<void>();
    main.holdNext.set('workflow.choose', dialog.promise);
    const chosen = stores.workflows.getState().choose('another-engine');
    await show();
    await expect.poll(() => screen.queryByRole('status')?.textContent).toBe('FLUX.2 dev (built-in)');
    expect(stores.workflows.getState().busy).toBe(true);
    dialog.resolve();
    await act(() => chosen);
    expect(stores.workflows.getState().busy).toBe(false);
  });
});
