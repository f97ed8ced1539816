import type { Snapshot } from '@shared/domain/history.ts';
import { t } from '@shared/i18n/index.ts';
import { Camera, Ellipsis, LocateFixed, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { whenText } from '../../format/time.ts';
import { useHistory, useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { Popover } from '../../ui/popover.tsx';
import { showPicture } from './actions.ts';
import './edit-annotations.css';
import { thumbOf } from '../../stores/picture-urls.ts';

/** A snapshot. Clicking shows it. */
export function SnapshotRow({
  snapshot,
  small,
  onShow,
}: {
  readonly snapshot: Snapshot;
  readonly small?: boolean;
  readonly onShow?: () => void;
}) {
  const stores = useStores();
  const [renaming, setRenaming] = useState(false);
  const { run } = stores.changes.getState();
  const { id, name, imageId, sha256, createdAt } = snapshot;
  const show = () => {
    onShow?.();
    void showPicture(stores, imageId);
  };
  return (
    <li className="snapshot">
      {small ? (
        <Camera size={14} strokeWidth={1.75} aria-hidden />
      ) : (
        <img className="snapshot-thumb" src={thumbOf(sha256, 256)} alt="" draggable={false} />
      )}
      {renaming ? (
        <NameField
          label={t.history.snapshotName}
          value={name}
          onName={(next) => void run({ do: 'rename-snapshot', snapshot: id, name: next })}
          onClose={() => setRenaming(false)}
        />
      ) : (
        <button dir="auto" type="button" className="snapshot-name" title={whenText(createdAt)} onClick={show}>
          {name}
        </button>
      )}
      <Menu trigger={<IconButton icon={Ellipsis} label={t.history.snapshotMenu(name)} small />}>
        <MenuItem icon={LocateFixed} onSelect={() => void stores.library.getState().reveal(imageId)}>
          {t.history.reveal}
        </MenuItem>
        <MenuItem icon={Pencil} onSelect={() => setRenaming(true)}>
          {t.common.rename}
        </MenuItem>
        <MenuItem icon={Trash2} danger onSelect={() => void run({ do: 'delete-snapshot', snapshot: id })}>
          {t.common.delete}
        </MenuItem>
      </Menu>
    </li>
  );
}

/** All snapshots of the tree, under a button. */
export function Snapshots() {
  const snapshots = useHistory((state) => state.snapshots);
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={t.history.snapshots}
      open={open}
      onOpenChange={setOpen}
      side="top"
      trigger={<IconButton icon={Camera} label={t.history.snapshots} small />}
    >
      {snapshots.length === 0 ? (
        <p className="snapshots-none">{t.history.snapshotsTeach}</p>
      ) : (
        <ul className="snapshots">
          {snapshots.map((snapshot) => (
            <SnapshotRow key={snapshot.id} snapshot={snapshot} onShow={() => setOpen(false)} />
          ))}
        </ul>
      )}
    </Popover>
  );
}
