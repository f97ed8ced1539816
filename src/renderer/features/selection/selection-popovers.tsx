import { t } from '@shared/i18n/index.ts';
import { useMemo, useRef } from 'react';
import { usePopovers, useStores } from '../../stores/context.tsx';
import { Popover } from '../../ui/popover.tsx';
import { CollectPicker, TagEditor } from '../labels/index.ts';
import { RemoveChoice } from './remove-choice.tsx';
import { RenameForm } from './rename-form.tsx';

/** Popovers for the selected pictures, next to the picture they apply to. */
export function SelectionPopovers() {
  const { popovers } = useStores();
  const popover = usePopovers((state) => state.popover);
  const anchor = useRef({ getBoundingClientRect: () => new DOMRect() });
  const before = useRef<Element | null>(null);
  // Position of the selection before anything moves.
  useMemo(() => {
    if (popover === null) return;
    const rect = anchorOfSelection();
    anchor.current = { getBoundingClientRect: () => rect };
    before.current = document.activeElement;
  }, [popover]);
  if (popover === null) return null;
  const close = () => popovers.getState().openPopover(null);
  const labels = {
    tags: t.labels.editTags,
    collect: t.labels.addTo,
    rename: t.selection.renamePicture,
    remove: t.selection.remove,
  };
  return (
    <Popover
      key={popover}
      label={labels[popover]}
      open
      anchor={anchor}
      side="right"
      onOpenChange={(open) => {
        if (!open) close();
      }}
      onGone={() => {
        if (before.current instanceof HTMLElement && before.current.isConnected)
          before.current.focus({ preventScroll: true });
      }}
    >
      {popover === 'tags' ? <TagEditor /> : null}
      {popover === 'collect' ? <CollectPicker onDone={close} /> : null}
      {popover === 'rename' ? <RenameForm onDone={close} /> : null}
      {popover === 'remove' ? <RemoveChoice onDone={close} /> : null}
    </Popover>
  );
}

/**
 * Returns the anchor for the selected pictures: the active tile in the grid, otherwise the picture's name,
 * otherwise the library.
 */
function anchorOfSelection(): DOMRect {
  const places = ['[role="gridcell"][aria-selected="true"]:focus', '[role="gridcell"][aria-selected="true"]'];
  for (const place of [...places, '.bulk-bar', '.canvas-name', '.library', 'main']) {
    const rect = document.querySelector(place)?.getBoundingClientRect();
    if (rect && rect.width > 0 && rect.bottom > 0 && rect.top < innerHeight) return rect;
  }
  return new DOMRect(innerWidth / 2, innerHeight / 3, 0, 0);
}
