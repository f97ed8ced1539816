import { COMMAND_IDS, type CommandId } from '@shared/domain/commands.ts';
import { keysOf } from '@shared/domain/keybindings.ts';
import type { Target } from '@shared/domain/library-command.ts';
import { t } from '@shared/i18n/index.ts';
import {
  Copy,
  Download,
  FolderOpen,
  FolderPlus,
  Heart,
  ImagePlus,
  type LucideIcon,
  Maximize2,
  Merge,
  Palette,
  PencilLine,
  RotateCcw,
  Share,
  Stamp,
  Star,
  Tag,
  TextCursorInput,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useLibrary, useSettings, useStores } from '../../stores/context.tsx';
import type { Stores } from '../../stores/index.ts';
import { ContextItem, ContextLine, ContextSub } from '../../ui/context-menu.tsx';
import { dispatch, isEnabled } from '../commands/index.ts';

const RATINGS = COMMAND_IDS.filter((action) => action.startsWith('rate-'));

interface Entry {
  readonly command: CommandId;
  readonly icon?: LucideIcon;
  readonly danger?: true;
  /** Overrides commands that would otherwise apply to the canvas, which may show another picture. */
  readonly run?: (stores: Stores) => unknown;
}

function withActive({ library }: Stores, use: (id: number) => unknown): unknown {
  const { selectedId } = library.getState();
  return selectedId !== null && use(selectedId);
}

/** The menu of the selected pictures by group. A new entry is a command and a row here. */
const GROUPS: readonly (readonly (Entry | 'rate')[])[] = [
  [{ command: 'full-picture', icon: Maximize2 }],
  [
    { command: 'favourite', icon: Heart },
    'rate',
    { command: 'edit-tags', icon: Tag },
    { command: 'collect', icon: FolderPlus },
    { command: 'rename', icon: TextCursorInput },
  ],
  [
    {
      command: 'copy-image',
      icon: Copy,
      run: (stores) => withActive(stores, stores.library.getState().copy),
    },
    {
      command: 'save-as',
      icon: Download,
      run: (stores) => withActive(stores, stores.library.getState().saveAs),
    },
    { command: 'export', icon: Share },
    {
      command: 'show-in-folder',
      icon: FolderOpen,
      run: (stores) => withActive(stores, (id) => stores.exports.getState().revealPicture(id)),
    },
  ],
  [
    { command: 'rerun', icon: RotateCcw },
    { command: 'edit-again', icon: PencilLine },
    { command: 'add-reference', icon: ImagePlus },
    { command: 'put-back', icon: Stamp },
    { command: 'match-colors', icon: Palette },
    { command: 'merge', icon: Merge },
  ],
  [{ command: 'remove', icon: Trash2, danger: true }],
];

/** Actions on the selected pictures. */
export function TileMenu() {
  const inTrash = useLibrary((state) => state.listed.place === 'trash');
  if (inTrash) return <TrashMenu />;
  return GROUPS.map((group, index) => <MenuGroup key={keyOf(group[0])} group={group} first={index === 0} />);
}

/** Actions in the Trash: restore, or delete permanently. */
function TrashMenu() {
  const { library, changes } = useStores();
  const withTarget = (use: (target: Target) => unknown) => {
    const target = library.getState().targetOfSelection();
    if (target) use(target);
  };
  return (
    <>
      <CommandItem command="full-picture" icon={Maximize2} />
      <ContextLine />
      <ContextItem
        icon={Undo2}
        onSelect={() => withTarget((target) => changes.getState().run({ do: 'restore', target }))}
      >
        {t.trash.restore}
      </ContextItem>
      <ContextItem icon={Trash2} danger onSelect={() => withTarget(changes.getState().purge)}>
        {t.trash.deletePermanently}
      </ContextItem>
    </>
  );
}

const keyOf = (entry: Entry | 'rate' | undefined) => (typeof entry === 'object' ? entry.command : entry);

function MenuGroup({ group, first }: { readonly group: (typeof GROUPS)[number]; readonly first: boolean }) {
  return (
    <>
      {first ? null : <ContextLine />}
      {group.map((entry) =>
        entry === 'rate' ? (
          <ContextSub key="rate" icon={Star} label={t.grid.rate}>
            {RATINGS.map((action) => (
              <CommandItem key={action} command={action} />
            ))}
          </ContextSub>
        ) : (
          <CommandItem key={entry.command} {...entry} />
        ),
      )}
    </>
  );
}

function CommandItem({ command, icon, danger, run }: Entry) {
  const stores = useStores();
  const keys = useSettings((state) => keysOf(command, state.settings.keys)[0]);
  return (
    <ContextItem
      {...(icon && { icon })}
      {...(danger && { danger })}
      keys={keys}
      disabled={!isEnabled(stores, command)}
      onSelect={() => void (run ? run(stores) : dispatch(stores, command))}
    >
      {t.commands[command]}
    </ContextItem>
  );
}
