import { ADDRESSES_MAX } from '@shared/domain/import.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect, useState } from 'react';
import { useStores } from '../../stores/context.tsx';
import { type Dragged, draggedIn, mayHoldPicture } from './dragged.ts';
import { shortcutSource } from './shortcut-file.ts';

/** What is dragged over the window: a number of files, or a web picture by address. Null for nothing. */
export type DragOver = number | 'address' | null;

/** Imports what is dropped on the window or pasted into it. */
export function useDrop(): DragOver {
  const { imports, toasts } = useStores();
  const [over, setOver] = useState<DragOver>(null);

  useEffect(() => {
    const take = async ({ files, pictures, shortcuts, left }: Dragged) => {
      const read = await Promise.all(shortcuts.map(shortcutSource));
      // A shortcut without an address is refused by name like any file.
      const all = [...files, ...shortcuts.filter((_, at) => read[at] === null)];
      const sources = [...pictures, ...read.flatMap((source) => source ?? [])].slice(0, ADDRESSES_MAX);
      const say = (message: () => string) => toasts.getState().show({ message });
      if (all.length === 0 && sources.length === 0) say(() => t.transfer.import.nothingIn);
      if (left > 0) say(() => t.transfer.import.tooManyInPage(sources.length));
      if (all.length > 0) void imports.getState().importFiles(all);
      if (sources.length > 0) void imports.getState().importAddresses(sources);
    };
    const enter = (event: DragEvent) => {
      drag(event);
      // It comes from outside and contains something to import.
      if (event.relatedTarget === null && event.defaultPrevented) imports.getState().expectDrop();
    };
    const drag = (event: DragEvent) => {
      const held = event.dataTransfer && heldIn(event.dataTransfer);
      if (!held || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(held);
    };
    const leave = (event: DragEvent) => {
      // Without a related target, the pointer left the window.
      if (event.relatedTarget === null) setOver(null);
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer || heldIn(event.dataTransfer) === null) return;
      event.preventDefault();
      setOver(null);
      void take(draggedIn(event.dataTransfer));
    };
    const paste = (event: ClipboardEvent) => {
      const data = event.clipboardData;
      // A text belongs to the field it is pasted into. A picture is always imported.
      if (!data || (isField(event.target) && data.types.includes('text/plain'))) return;
      const brought = draggedIn(data);
      const count = brought.files.length + brought.shortcuts.length;
      if (count === 0 && (brought.pictures.length === 0 || isField(event.target))) return;
      event.preventDefault();
      void take({ ...brought, files: brought.files.map(named) });
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [imports, toasts]);
  return over;
}

function heldIn(data: DataTransfer): DragOver {
  if (data.types.includes('Files')) return [...data.items].filter((item) => item.kind === 'file').length;
  return mayHoldPicture(data) ? 'address' : null;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, [contenteditable]');
}

/** The clipboard names every picture "image.png", so the time is added. */
function named(file: File): File {
  if (file.name !== 'image.png') return file;
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const time = `${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}`;
  return new File([file], `${t.transfer.import.pasted(`${day} ${time}`)}.png`, { type: file.type });
}
