import type { PictureNote } from '@shared/domain/picture-note.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { noteHint, noteText } from '../../words/picture-notes.ts';

/** What the shown picture lacks of its file. Nothing for most pictures. */
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
