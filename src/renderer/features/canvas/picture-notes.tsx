import type { PictureNote } from '@shared/domain/picture-note.ts';
import { noteHint, noteText } from '../../format/picture-notes.ts';
import { Tooltip } from '../../ui/tooltip.tsx';

/** What the displayed picture lacks of its file. Empty for most pictures. */
export function PictureNotes({ notes }: { readonly notes: readonly PictureNote[] }) {
  if (notes.length === 0) return null;
  const hint = notes.map(noteHint).join(' ');
  return (
    <Tooltip content={hint}>
      <span
        className="canvas-notes numerals"
        aria-description={hint}
        data-notes={notes.map(({ code }) => code).join(' ')}
      >
        {notes.map(noteText).join(' · ')}
      </span>
    </Tooltip>
  );
}
