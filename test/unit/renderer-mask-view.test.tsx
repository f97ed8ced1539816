// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ellipsePoints, fillPolygon } from '../../src/renderer/canvas/mask/fill.ts';
import { dispatch, isEnabled } from '../../src/renderer/features/commands/index.ts';
import { ToolBar, ToolOptions, WorkSection } from '../../src/renderer/features/mask/index.ts';
import type { LayerId } from '../../src/renderer/features/mask/layers.ts';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { StoresProvider } from '../../src/renderer/stores/context.tsx';
import { createStores, type Stores } from '../../src/renderer/stores/index.ts';
import type { ImageRecord } from '../../src/shared/domain/image.ts';
import { setLocale } from '../../src/shared/i18n/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { picture } from '../fakes/records.ts';

let stores: Stores;
let stop: () => void;
let image: ImageRecord;

beforeEach(async () => {
  const main = FakeMain.withPictures(1);
  main.images = [picture(1, { width: 6000, height: 4000 })];
  stores = createStores(main.bridge);
  stop = connectStores(main.bridge, stores);
  await stores.library.getState().start(null);
  stores.library.getState().select(1);
  image = stores.entities.images.get(1) ?? never();
});
afterEach(() => {
  cleanup();
  stop();
  setLocale('en');
});

const show = () =>
  render(
    <Tooltip.Provider>
      <StoresProvider stores={stores}>
        <ToolBar onCommand={(command) => dispatch(stores, command)} />
        <ToolOptions image={image} onCommand={(command) => dispatch(stores, command)} />
        <WorkSection image={image} onReset={() => dispatch(stores, 'whole-picture')} />
      </StoresProvider>
    </Tooltip.Provider>,
  );
const tool = (name: string) =>
  within(screen.getByRole('toolbar', { name: 'Tools' })).getByRole('button', { name });
const options = () => screen.queryByRole('group', { name: 'Tool options' });
const paint = (layer: LayerId) =>
  act(() => {
    const mask = stores.masks.getState().maskOf(1)?.[layer] ?? never();
    const box = { x: 1000, y: 1000, width: 1200, height: 1000 };
    mask.change((writer) => fillPolygon(writer, ellipsePoints(box), false));
    stores.masks.getState().commitMask(1, layer);
  });
const work = () => screen.getByRole('region', { name: 'What is sent and what may change' });

describe('the toolbar', () => {
  it('has the tools by name, one pressed at a time, each with its options', () => {
    show();
    const names = ['Region', 'Brush', 'Lasso', 'Polygon', 'Ellipse', 'Rectangle', 'Protect'];
    expect(options()).toBeNull();
    for (const name of names) {
      fireEvent.click(tool(name));
      const pressed = names.filter((each) => tool(each).getAttribute('aria-pressed') === 'true');
      expect(pressed).toEqual([name]);
      expect(options()).not.toBeNull();
    }
    fireEvent.click(screen.getByRole('button', { name: 'Done' }));
    expect(options()).toBeNull();
  });

  it('is one tab stop, with arrow keys between tools', () => {
    show();
    tool('Region').focus();
    expect(
      screen
        .getAllByRole('button')
        .filter(
          (button) =>
            button.tabIndex === 0 &&
            within(screen.getByRole('toolbar')).queryAllByRole('button').includes(button),
        ),
    ).toHaveLength(1);
    fireEvent.keyDown(tool('Region'), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(tool('Brush'));
    fireEvent.keyDown(tool('Brush'), { key: 'ArrowUp' });
    fireEvent.keyDown(tool('Region'), { key: 'ArrowUp' });
    expect(document.activeElement).toBe(tool('Protect'));
  });

  it('closes a comparison, and is closed by one', () => {
    show();
    act(() => stores.view.getState().showPair({ beforeId: 1, afterId: 2 }));
    fireEvent.click(tool('Brush'));
    expect(stores.view.getState().comparing).toBe(false);
    act(() => stores.view.getState().toggleMode('split'));
    expect(stores.masks.getState().tool).toBeNull();
  });
});

describe('the form', () => {
  it('shows a region’s gain in numbers, and resets everything at once', () => {
    show();
    act(() => stores.masks.getState().setRegion(1, { x: 0, y: 0, width: 1000, height: 1000 }));
    expect(work().textContent).toContain('1,000 × 1,000 px of 24 MP');
    expect(work().textContent).toContain('Sent 1:1. The whole picture would be 1 : 4.9.');
    paint('change');
    expect(work().textContent).toContain('3.9% of the picture may change');
    paint('protect');
    expect(work().textContent).toContain('3.9% is replaced before the picture is sent');
    fireEvent.click(screen.getByRole('button', { name: 'Send whole picture' }));
    expect(work().textContent).not.toMatch(/may change|replaced|24 MP/);
    expect(isEnabled(stores, 'whole-picture')).toBe(false);
    // The toast takes it back.
    act(() => stores.toasts.getState().toasts.at(-1)?.action?.run());
    expect(work().textContent).toContain('1,000 × 1,000 px of 24 MP');
    expect(work().textContent).toContain('3.9% of the picture may change');
    expect(work().textContent).toContain('3.9% is replaced before the picture is sent');
  });

  it('does the same in German', () => {
    setLocale('de');
    stores.masks.getState().setRegion(1, { x: 0, y: 0, width: 1000, height: 1000 });
    show();
    const text = screen.getByRole('region', {
      name: 'Was gesendet wird und was sich ändern darf',
    }).textContent;
    expect(text).toContain('1.000 × 1.000 px von 24 MP');
    expect(text).toContain('Gesendet 1:1. Das ganze Bild wäre 1 : 4,9.');
  });

  it('pads to a ratio with a fill instead of a region', () => {
    show();
    act(() => stores.masks.getState().setRegion(1, { x: 0, y: 0, width: 1000, height: 1000 }));
    fireEvent.change(screen.getByRole('combobox', { name: 'Pad to ratio' }), { target: { value: '16:9' } });
    expect(work().textContent).toContain('Padded to 7,111 × 4,000 px');
    fireEvent.change(screen.getByRole('combobox', { name: 'Fill with' }), { target: { value: 'flat' } });
    expect(stores.masks.getState().works.get(1)).toMatchObject({
      region: null,
      pad: { ratio: [16, 9], fill: 'flat' },
    });
    fireEvent.change(screen.getByRole('combobox', { name: 'Pad to ratio' }), { target: { value: 'none' } });
    expect(stores.masks.getState().works.get(1)?.pad).toBeNull();
  });
});

describe('commands', () => {
  it('fit the region to the mask in a ratio set in the form', () => {
    stores.masks.getState().chooseTool('brush');
    paint('change');
    stores.edit.getState().setParam('aspectRatio', '16:9');
    dispatch(stores, 'region-around-mask');
    const region = stores.masks.getState().works.get(1)?.region ?? never();
    expect(region.width / region.height).toBeCloseTo(16 / 9, 2);
    expect(region.x).toBeLessThan(1000);
    expect(region.x + region.width).toBeGreaterThan(2200);
  });

  it('undo strokes while a tool is active, otherwise library changes', () => {
    paint('change');
    expect(isEnabled(stores, 'undo')).toBe(false);
    stores.masks.getState().chooseTool('brush');
    expect(isEnabled(stores, 'undo')).toBe(true);
    dispatch(stores, 'undo');
    expect(stores.masks.getState().works.get(1)?.change.pixels).toBe(0);
    dispatch(stores, 'redo');
    expect(stores.masks.getState().works.get(1)?.change.pixels).toBeGreaterThan(0);
  });

  it('change the brush within its limits, and are disabled without a tool', () => {
    expect(isEnabled(stores, 'brush-larger')).toBe(false);
    stores.masks.getState().chooseTool('brush');
    for (let press = 0; press < 60; press++) dispatch(stores, 'brush-smaller');
    expect(stores.settings.getState().settings.brushSize).toBe(1);
    dispatch(stores, 'brush-larger');
    expect(stores.settings.getState().settings.brushSize).toBe(2);
    for (let press = 0; press < 12; press++) dispatch(stores, 'brush-softer');
    expect(stores.settings.getState().settings.brushHardness).toBe(0);
  });
});

function never(): never {
  throw new Error('It is not there.');
}
