import type { AppLink } from '@shared/domain/app-link.ts';
import { expect, it } from 'vitest';
import { followLinks } from '../../src/renderer/features/link/follow-links.ts';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { createStores } from '../../src/renderer/stores/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, picture, savedEntry } from '../fakes/records.ts';

const result = picture(50, { origin: 'result', editId: 7, parentId: 1, rootId: 1 });

/** A window whose library has three pictures, and edit 7 of picture 1 with its result 50. */
async function windowWith(atStart: AppLink | null) {
  const main = FakeMain.withPictures(3);
  main.images.push(result);
  main.entries = [savedEntry(editEntry(7, picture(1)), result)];
  main.link = atStart;
  const stores = createStores(main.bridge);
  connectStores(main.bridge, stores);
  await stores.library.getState().start(null);
  followLinks(main.bridge, stores);
  const open = (link: AppLink) => {
    main.link = link;
    main.emit('app.linkWaiting', {});
  };
  const selected = () => stores.library.getState().selectedId;
  const toasts = () => stores.toasts.getState().toasts.map(({ message }) => String(message()));
  return { open, selected, toasts };
}

it('shows the picture of the link the app was started with', async () => {
  const { selected } = await windowWith({ kind: 'image', id: 2 });
  await expect.poll(selected).toBe(2);
});

it('shows the picture of a link opened later', async () => {
  const { open, selected } = await windowWith(null);
  open({ kind: 'image', id: 3 });
  await expect.poll(selected).toBe(3);
});

it('shows the result of an edit', async () => {
  const { open, selected } = await windowWith(null);
  open({ kind: 'edit', id: 7 });
  await expect.poll(selected).toBe(50);
});

it.each([
  ['image', 'The picture in this link isn’t in your library.'],
  ['edit', 'The edit in this link isn’t in your library.'],
] as const)(
  'reports that an unknown %s is not in the library, and keeps the selection',
  async (kind, message) => {
    const { open, selected, toasts } = await windowWith({ kind: 'image', id: 2 });
    await expect.poll(selected).toBe(2);
    open({ kind, id: 999 });
    await expect.poll(toasts).toContain(message);
    expect(selected()).toBe(2);
  },
);
