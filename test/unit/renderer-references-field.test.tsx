// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReferencesField } from '../../src/renderer/features/edit/references-field.tsx';
import { ReferencePictures } from '../../src/renderer/features/history/reference-pictures.tsx';
import { StoresProvider } from '../../src/renderer/stores/context.tsx';
import { createStores, type Stores } from '../../src/renderer/stores/index.ts';
import { modelOf } from '../../src/shared/domain/engine-catalog.ts';
import { referenceLimit } from '../../src/shared/domain/reference.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/domain/settings.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';

const LIMIT = referenceLimit(modelOf('openai-images'));

let stores: Stores;

beforeEach(async () => {
  const main = FakeMain.withPictures(LIMIT + 2);
  stores = createStores(main.bridge);
  stores.edit.getState().start('openai-images', DEFAULT_SETTINGS);
  stores.edit.getState().addReferences([1, 2, 3]);
  await Promise.all([1, 2, 3].map((id) => stores.loader.load(id)));
});
afterEach(cleanup);

const show = (part: ReactNode) =>
  render(
    <Tooltip.Provider>
      <StoresProvider stores={stores}>{part}</StoresProvider>
    </Tooltip.Provider>,
  );

const nameOf = (id: number) => stores.entities.images.get(id)?.name ?? '';
const button = (label: string) => screen.getByRole('button', { name: label });
const press = (key: string, altKey = false) =>
  act(async () => fireEvent.keyDown(document.activeElement as Element, { key, altKey }));
const status = () => screen.getByRole('status').textContent;

describe('the field of reference pictures', () => {
  beforeEach(() => void show(<ReferencesField />));

  it('keeps the focus on a picture that is moved by key or button', async () => {
    button(`Move ${nameOf(3)} up`).focus();
    await press('ArrowUp', true);
    expect(document.activeElement).toBe(button(`Move ${nameOf(3)} up`));
    await act(async () => fireEvent.click(button(`Move ${nameOf(3)} up`)));
    expect(stores.edit.getState().references).toEqual([3, 1, 2]);
    expect(document.activeElement).toBe(button(`Move ${nameOf(3)} up`));
    expect(status()).toBe(`${nameOf(3)} is now reference 1 of 3`);
  });

  it('moves the focus to the next row when a picture is removed, and to the prompt after the last one', async () => {
    button(`Remove ${nameOf(2)} from the reference pictures`).focus();
    await press('Delete');
    expect(document.activeElement).toBe(button(`Remove ${nameOf(3)} from the reference pictures`));
    expect(status()).toBe(`${nameOf(2)} removed. 2 reference pictures left.`);
    await press('Delete');
    expect(document.activeElement).toBe(button(`Remove ${nameOf(1)} from the reference pictures`));
    await press('Delete');
    expect(stores.edit.getState().focus).toEqual({ field: 'prompt' });
  });

  it('takes no focus for a change that the user didn’t make in it', async () => {
    button(`Move ${nameOf(1)} up`).focus();
    await press('ArrowUp', true);
    (document.activeElement as HTMLElement).blur();
    await act(async () => stores.edit.getState().addReferences([4]));
    expect(document.activeElement).toBe(document.body);
  });

  it('marks a picture that is no longer in the library', async () => {
    await act(async () => stores.edit.getState().addReferences([999]));
    const rows = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(rows.filter((text) => /No longer in the library/.test(text ?? ''))).toHaveLength(1);
    expect(rows.at(-1)).toMatch(/^4\. Deleted picture/);
  });

  it('announces a move while not all pictures are sent', async () => {
    const many = Array.from({ length: LIMIT + 2 }, (_, at) => at + 1);
    await act(async () => stores.edit.getState().addReferences(many));
    expect(screen.getByText(new RegExp(`Only the first ${LIMIT} are sent`))).toBeTruthy();
    button(`Move ${nameOf(2)} up`).focus();
    await press('ArrowUp', true);
    expect(status()).toMatch(new RegExp(`^${nameOf(2)} is now reference 1 of`));
  });
});

describe('the reference pictures of an earlier edit', () => {
  it('are numbered in the order in which they were sent, also one that is gone', async () => {
    const sha256 = 'a'.repeat(64);
    show(<ReferencePictures references={[2, 999, 1].map((imageId) => ({ imageId, sha256 }))} />);
    await act(async () => {});
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      `1. ${nameOf(2)}`,
      '2. Deleted picture',
      `3. ${nameOf(1)}`,
    ]);
    expect(screen.getAllByRole('button', { name: /^Show / })).toHaveLength(2);
  });
});
