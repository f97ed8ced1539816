import { t } from '@shared/i18n/index.ts';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useStores } from '../../stores/context.tsx';

export type ReferenceAction = 'earlier' | 'later' | 'remove';

interface ReferenceActions {
  readonly list: RefObject<HTMLOListElement | null>;
  /** What the last action did, for screen readers. */
  readonly announcement: string;
  apply(imageId: number, action: ReferenceAction): void;
}

/**
 * Moves and removes reference pictures. The focus follows a moved picture, goes to the next one when one is removed,
 * and to the prompt after the last one: React may replace or remove the row that has it.
 */
export function useReferenceActions(ids: readonly number[]): ReferenceActions {
  const { edit, entities } = useStores();
  const list = useRef<HTMLOListElement>(null);
  /** The button that gets the focus once the list is rendered. */
  const nextFocus = useRef<string | null>(null);
  const [announcement, setAnnouncement] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row is in its place once the list has changed
  useEffect(() => {
    if (nextFocus.current) list.current?.querySelector<HTMLElement>(nextFocus.current)?.focus();
    nextFocus.current = null;
  }, [ids]);

  const remove = (imageId: number) => {
    const at = ids.indexOf(imageId);
    const next = ids[at + 1] ?? ids[at - 1];
    if (next !== undefined) nextFocus.current = buttonOf(next, 'remove');
    edit.getState().removeReference(imageId);
    if (next === undefined) edit.getState().requestFocus('prompt');
  };
  const move = (imageId: number, action: 'earlier' | 'later') => {
    edit.getState().moveReference(imageId, action === 'earlier' ? -1 : 1);
    // At an end of the list nothing moves.
    if (edit.getState().references !== ids) nextFocus.current = buttonOf(imageId, action);
  };
  const apply = (imageId: number, action: ReferenceAction) => {
    const name = entities.images.get(imageId)?.name ?? t.references.unnamed;
    if (action === 'remove') remove(imageId);
    else move(imageId, action);
    const { references } = edit.getState();
    const { removed, moved } = t.references;
    setAnnouncement(
      action === 'remove'
        ? removed(name, references.length)
        : moved(name, references.indexOf(imageId) + 1, references.length),
    );
  };
  return { list, announcement, apply };
}

function buttonOf(imageId: number, action: ReferenceAction): string {
  return `[data-id="${imageId}"] [data-action="${action}"]`;
}
