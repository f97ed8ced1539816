import { t } from '@shared/i18n/index.ts';
import { useMemo, useRef } from 'react';
import { useOrganise, useStores } from '../../stores/context.tsx';
import { Popover } from '../../ui/popover.tsx';
import { CollectPicker } from './collect-picker.tsx';
import { RemoveChoice } from './remove-choice.tsx';
import { RenameForm } from './rename-form.tsx';
import { TagEditor } from './tag-editor.tsx';

/** What a key or a button asks of the selected pictures, beside the picture it is about. */
export function AskedPopovers() {
  const { organise } = useStores();
  const asked = useOrganise((state) => state.popover);
  const anchor = useRef({ getBoundingClientRect: () => new DOMRect() });
  const before = useRef<Element | null>(null);
  // Where the selection is now, before anything moves.
  useMemo(() => {
    if (asked === null) return;
    const rect = anchorOfSelection();
    anchor.current = { getBoundingClientRect: () => rect };
    before.current = document.activeElement;
  }, [asked]);
  if (asked === null) return null;
  const close = () => organise.getState().openPopover(null);
  const labels = {
    tags: t.organise.editTags,
    collect: t.organise.addTo,
    rename: t.organise.renamePicture,
    remove: t.organise.remove,
  };
  return (
    <Popover
      key={asked}
      label={labels[asked]}
      open
      anchor={anchor}
      side="right"
      className={`asked asked-${asked}`}
      onOpenChange={(open) => {
        if (!open) close();
      }}
      onGone={() => {
        if (before.current instanceof HTMLElement && before.current.isConnected)
          before.current.focus({ preventScroll: true });
      }}
    >
      {asked === 'tags' ? <TagEditor /> : null}
      {asked === 'collect' ? <CollectPicker onDone={close} /> : null}
      {asked === 'rename' ? <RenameForm onDone={close} /> : null}
      {asked === 'remove' ? <RemoveChoice onDone={close} /> : null}
    </Popover>
  );
}

/** The place on the screen that is about the selected pictures: the active one in the grid, else the picture's name, else the library. */
function anchorOfSelection(): DOMRect {
  const places = ['[role="gridcell"][aria-selected="true"]:focus', '[role="gridcell"][aria-selected="true"]'];
  for (const place of [...places, '.bulk-bar', '.canvas-name', '.library', 'main']) {
    const rect = document.querySelector(place)?.getBoundingClientRect();
    if (rect && rect.width > 0 && rect.bottom > 0 && rect.top < innerHeight) return rect;
  }
  return new DOMRect(innerWidth / 2, innerHeight / 3, 0, 0);
}
