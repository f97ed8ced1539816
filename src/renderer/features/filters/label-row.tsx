import { t } from '@shared/i18n/index.ts';
import { Ellipsis, type LucideIcon, Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { type PicturesDrop, usePicturesDrop } from '../../stores/use-pictures-drop.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { FilterRow } from './filter-row.tsx';

interface LabelRowProps {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly nameLabel: string;
  readonly menuLabel: string;
  readonly count?: number;
  readonly on: boolean;
  readonly onShow: () => void;
  readonly onRename: (name: string) => void;
  readonly onDelete: () => void;
  /** Handles pictures dropped on it. */
  readonly onDrop?: PicturesDrop;
  /** Additional menu items. */
  readonly more?: ReactNode;
}

/** An item with a user-defined name: a click shows it, F2 renames it, Delete deletes it. */
export function LabelRow(props: LabelRowProps) {
  const { name, onDelete, onDrop } = props;
  const [renaming, setRenaming] = useState(false);
  const row = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLButtonElement>(null);
  const drop = usePicturesDrop(onDrop);
  if (renaming)
    return (
      <NameField
        label={props.nameLabel}
        value={name}
        onName={props.onRename}
        onClose={() => {
          setRenaming(false);
          requestAnimationFrame(() => row.current?.focus());
        }}
      />
    );
  return (
    <div className={classNames('filter-line', drop.over && 'filter-drop')} {...drop.target}>
      <FilterRow
        ref={row}
        icon={props.icon}
        name={name}
        count={props.count}
        on={props.on}
        aria-keyshortcuts="F2 Delete"
        onClick={props.onShow}
        onDoubleClick={() => setRenaming(true)}
        onKeyDown={(event) => {
          if (event.key === 'F2') setRenaming(true);
          else if (event.key === 'Delete' || event.key === 'Backspace') onDelete();
          else if (event.key === 'ArrowRight') menu.current?.focus();
          else return;
          event.preventDefault();
        }}
      />
      <Menu
        trigger={
          <IconButton
            ref={menu}
            icon={Ellipsis}
            small
            className="filter-more"
            tabIndex={-1}
            label={props.menuLabel}
            onKeyDown={(event) => event.key === 'ArrowLeft' && row.current?.focus()}
          />
        }
      >
        {props.more}
        <MenuItem icon={Pencil} keys="F2" onSelect={() => setTimeout(() => setRenaming(true))}>
          {t.common.rename}
        </MenuItem>
        <MenuItem icon={Trash2} keys="Delete" danger onSelect={onDelete}>
          {t.common.delete}
        </MenuItem>
      </Menu>
    </div>
  );
}
