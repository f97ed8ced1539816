import { type EditEntry, NOTE_MAX } from '@shared/domain/edit.ts';
import { t } from '@shared/i18n/index.ts';
import { GitBranch, StickyNote } from 'lucide-react';
import { useHistory, useHistoryView, useStores } from '../../stores/context.tsx';
import { faceOf } from '../../stores/made-pictures.ts';
import { Button } from '../../ui/button.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { useInPlace } from '../../ui/use-in-place.ts';
import type { Writing } from './history-view-store.ts';
import { snapshotsOf } from './node-text.ts';
import { SnapshotRow } from './snapshots.tsx';
import './edit-annotations.css';

/** An edit's annotations, edited inline. */
export function EditAnnotations({ entry }: { readonly entry: EditEntry }) {
  const { changes, historyView } = useStores();
  const editId = entry.edit.id;
  const writing = useHistoryView(({ writing: field }) => (field?.editId === editId ? field.what : null));
  const snapshots = useHistory((state) => state.snapshots);
  const own = snapshotsOf(snapshots, entry);
  const result = faceOf(entry);
  const { run } = changes.getState();
  const ask = (what: Writing['what']) => historyView.getState().setEditingField({ editId, what });
  const close = () => {
    // Another edit's annotation may be edited by now.
    if (historyView.getState().writing?.editId === editId) historyView.getState().setEditingField(null);
  };
  return (
    <div className="written">
      {writing === 'branch' ? (
        <NameField
          label={t.history.branchName}
          placeholder={t.history.branchName}
          value={entry.branch ?? ''}
          onName={(name) => void run({ do: 'name-branch', edit: editId, name })}
          onClose={close}
        />
      ) : entry.branch === null ? null : (
        <p className="written-line">
          <GitBranch size={14} strokeWidth={1.75} aria-hidden />
          <button
            dir="auto"
            type="button"
            className="written-text"
            title={t.history.renameBranch}
            onClick={() => ask('branch')}
          >
            {entry.branch}
          </button>
          <Button
            small
            variant="ghost"
            onClick={() => void run({ do: 'name-branch', edit: editId, name: null })}
          >
            {t.history.unnameBranch}
          </Button>
        </p>
      )}
      {writing === 'note' ? (
        <NoteField
          note={entry.note ?? ''}
          onNote={(text) => void run({ do: 'note', edit: editId, text })}
          onClose={close}
        />
      ) : (
        <p className="written-line">
          <StickyNote size={14} strokeWidth={1.75} aria-hidden />
          <button
            dir="auto"
            type="button"
            className="written-text"
            data-empty={entry.note === null || undefined}
            title={entry.note === null ? undefined : t.history.editNote}
            onClick={() => ask('note')}
          >
            {entry.note ?? t.history.addNote}
          </button>
        </p>
      )}
      {writing === 'snapshot' && result ? (
        <NameField
          label={t.history.snapshotName}
          placeholder={t.history.snapshotName}
          onName={(name) => void run({ do: 'snapshot', image: result.id, name })}
          onClose={close}
        />
      ) : null}
      {own.length === 0 ? null : (
        <ul className="written-snapshots" aria-label={t.history.snapshots}>
          {own.map((snapshot) => (
            <SnapshotRow key={snapshot.id} snapshot={snapshot} small />
          ))}
        </ul>
      )}
    </div>
  );
}

interface NoteFieldProps {
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly onClose: () => void;
}

/** From this number on, the remaining characters are shown. */
const TELL_FROM = 200;

/** A multi-line field: Ctrl+Enter or a click elsewhere accepts, Escape cancels. */
function NoteField({ note, onNote, onClose }: NoteFieldProps) {
  const { text, setText, close, field } = useInPlace<HTMLTextAreaElement>(note, {
    onKeep: (written) => {
      if (written.trim() !== note) onNote(written.trim());
    },
    onClose,
  });
  const left = NOTE_MAX - text.length;
  return (
    <div className="written-note">
      <textarea
        dir="auto"
        ref={field}
        // biome-ignore lint/a11y/noAutofocus: it opens because somebody wants to write in it
        autoFocus
        className="input"
        aria-label={t.history.note}
        placeholder={t.history.notePlaceholder}
        rows={4}
        maxLength={NOTE_MAX}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => close(true)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) close(true);
          else if (event.key === 'Escape') close(false);
          else return;
          event.preventDefault();
        }}
      />
      {left <= TELL_FROM ? <p className="written-left numerals">{t.common.charactersLeft(left)}</p> : null}
    </div>
  );
}
