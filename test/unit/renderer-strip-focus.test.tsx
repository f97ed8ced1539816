// @vitest-environment jsdom
import { act, cleanup, fireEvent, render } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, expect, it } from 'vitest';
import { Strip } from '../../src/renderer/features/history/strip.tsx';
import { StoresProvider } from '../../src/renderer/stores/context.tsx';
import { createStores } from '../../src/renderer/stores/index.ts';
import type { MergedPicture } from '../../src/shared/domain/merge.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, picture, savedEntry } from '../fakes/records.ts';

globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
afterEach(cleanup);

const source = picture(1);
const entries = [8, 7].map((id) => savedEntry(editEntry(id, source), picture(40 + id, { parentId: 1 })));
const merged: MergedPicture = {
  merge: {
    id: 3,
    imageId: 60,
    baseId: 1,
    leftId: 47,
    rightId: 48,
    recipe: { conflicts: [], choices: [] },
    createdAt: 1_800_000_000_000,
  },
  image: picture(60),
};

/** The strip and a field beside it. `choose` does what the stores do once a picture is loaded. */
function shown() {
  const stores = createStores(FakeMain.withPictures(60).bridge);
  const strip = (chosen: { edit?: number; merge?: number }) => (
    <Tooltip.Provider>
      <StoresProvider stores={stores}>
        <Strip
          entries={[...entries]}
          merges={[merged]}
          rootId={1}
          chosenId={chosen.edit ?? null}
          chosenMergeId={chosen.merge ?? null}
        />
        <input aria-label="elsewhere" />
      </StoresProvider>
    </Tooltip.Provider>
  );
  const { rerender } = render(strip({ edit: 8 }));
  return { choose: (chosen: { edit?: number; merge?: number }) => rerender(strip(chosen)) };
}

const chosenCard = () => document.querySelector<HTMLElement>('[aria-current="true"]');

it('the focus moves to a card that is chosen later, even if the strip is drawn in the meantime', () => {
  const { choose } = shown();
  const before = chosenCard();
  before?.focus();
  fireEvent.keyDown(before ?? document.body, { key: 'ArrowLeft' });
  choose({ edit: 8 });
  expect(document.activeElement).toBe(before);
  choose({ merge: 3 });
  expect(chosenCard()).not.toBe(before);
  expect(document.activeElement).toBe(chosenCard());
});

it('the focus is not taken from a field that the user has moved to in the meantime', () => {
  const { choose } = shown();
  chosenCard()?.focus();
  fireEvent.keyDown(chosenCard() ?? document.body, { key: 'ArrowLeft' });
  const field = document.querySelector('input');
  act(() => field?.focus());
  choose({ merge: 3 });
  expect(document.activeElement).toBe(field);
});
