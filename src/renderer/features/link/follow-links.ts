import type { Bridge } from '@shared/contract.ts';
import type { AppLink } from '@shared/domain/app-link.ts';
import { t } from '@shared/i18n/index.ts';
import type { Stores } from '../../stores/index.ts';

/**
 * Shows the targets of `reseed:` links: the one the app was started with, then later ones. Returns the
 * unsubscribe function.
 */
export function followLinks(bridge: Bridge, stores: Stores): () => void {
  const follow = async (): Promise<void> => {
    const reply = await bridge.app.takeLink({});
    if (reply.ok && reply.value.link) await showLink(bridge, stores, reply.value.link);
  };
  void follow();
  return bridge.on('app.linkWaiting', () => void follow());
}

async function showLink(bridge: Bridge, { library, toasts }: Stores, link: AppLink): Promise<void> {
  const id = link.kind === 'image' ? link.id : await pictureOfEdit(bridge, link.id);
  const reply = id === null ? null : await bridge.library.images({ ids: [id] });
  if (id !== null && reply?.ok && reply.value.pictures.length > 0) await library.getState().reveal(id);
  else toasts.getState().show({ message: () => t.shell.linkNotFound[link.kind], tone: 'bad' });
}

/**
 * Returns an edit's representative picture: its newest finished one, otherwise its newest result, otherwise
 * its source.
 */
async function pictureOfEdit(bridge: Bridge, editId: number): Promise<number | null> {
  const reply = await bridge.history.entries({ editIds: [editId] });
  const entry = reply.ok ? reply.value.entries[0] : undefined;
  if (!entry) return null;
  const result = entry.results.at(-1);
  return result?.finished[0]?.image.id ?? result?.image.id ?? entry.edit.sourceImageId;
}
