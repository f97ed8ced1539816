import { ACTION_IDS, type ActionId } from '@shared/domain/actions.ts';
import { keysOf } from '@shared/domain/keys.ts';
import type { Target } from '@shared/domain/library-command.ts';
import { t } from '@shared/i18n/index.ts';
import {
  Copy,
  Download,
  FolderOpen,
  FolderPlus,
  Heart,
  type LucideIcon,
  Maximize2,
  PencilLine,
  RotateCcw,
  Share,
  Star,
  Tag,
  TextCursorInput,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useLibrary, useSettings, useStores } from '../../stores/context.tsx';
import type { Stores } from '../../stores/index.ts';
import { ContextItem, ContextLine, ContextSub } from '../../ui/context-menu.tsx';
import { applies, dispatch } from '../shortcuts/index.ts';

const RATINGS = ACTION_IDS.filter((action) => action.startsWith('rate-'));

interface Entry {
  readonly action: ActionId;
  readonly icon?: LucideIcon;
  readonly danger?: true;
  /** Where the action itself would mean what is on the canvas, which may be another picture. */
  readonly run?: (stores: Stores) => unknown;
}

function withActive({ library }: Stores, use: (id: number) => unknown): unknown {
  const { selectedId } = library.getState();
  return selectedId !== null && use(selectedId);
}

/** The menu of the selected pictures, group by group. A new entry is an action of the table and a row here. */
const GROUPS: readonly (readonly (Entry | 'rate')[])[] = [
  [{ action: 'full-picture', icon: Maximize2 }],
  [
    { action: 'favourite', icon: Heart },
    'rate',
    { action: 'edit-tags', icon: Tag },
    { action: 'collect', icon: FolderPlus },
    { action: 'rename', icon: TextCursorInput },
  ],
  [
    { action: 'copy-image', icon: Copy, run: (stores) => withActive(stores, stores.library.getState().copy) },
    {
      action: 'save-as',
      icon: Download,
      run: (stores) => withActive(stores, stores.library.getState().saveAs),
    },
    { action: 'export', icon: Share },
    {
      action: 'show-in-folder',
      icon: FolderOpen,
      run: (stores) => withActive(stores, (id) => stores.exports.getState().revealPicture(id)),
    },
  ],
  [
    { action: 'rerun', icon: RotateCcw },
    { action: 'edit-again', icon: PencilLine },
  ],
  [{ action: 'remove', icon: Trash2, danger: true }],
];

/** What can be done with the selected pictures. */
export function TileMenu() {
  const inTrash = useLibrary((state) => state.listed.place === 'trash');
  if (inTrash) return <TrashMenu />;
  return GROUPS.map((group, index) => <MenuGroup key={keyOf(group[0])} group={group} first={index === 0} />);
}

/** What can be done with them in the Trash: back, or away for good. */
function TrashMenu() {
  const { library, organise } = useStores();
  const withTarget = (use: (target: Target) => unknown) => {
    const target = library.getState().targetOfSelection();
    if (target) use(target);
  };
  return (
    <>
      <ActionItem action="full-picture" icon={Maximize2} />
      <ContextLine />
      <ContextItem
        icon={Undo2}
        onSelect={() => withTarget((target) => organise.getState().run({ do: 'restore', target }))}
      >
        {t.organise.restore}
      </ContextItem>
      <ContextItem icon={Trash2} danger onSelect={() => withTarget(organise.getState().purge)}>
        {t.organise.deleteForGood}
      </ContextItem>
    </>
  );
}

const keyOf = (entry: Entry | 'rate' | undefined) => (typeof entry === 'object' ? entry.action : entry);

function MenuGroup({ group, first }: { readonly group: (typeof GROUPS)[number]; readonly first: boolean }) {
  return (
    <>
      {first ? null : <ContextLine />}
      {group.map((entry) =>
        entry === 'rate' ? (
          <ContextSub key="rate" icon={Star} label={t.grid.rate}>
            {RATINGS.map((action) => (
              <ActionItem key={action} action={action} />
            ))}
          </ContextSub>
        ) : (
          <ActionItem key={entry.action} {...entry} />
        ),
      )}
    </>
  );
}

function ActionItem({ action, icon, danger, run }: Entry) {
  const stores = useStores();
  const keys = useSettings((state) => keysOf(action, state.settings.keys)[0]);
  return (
    <ContextItem
      {...(icon && { icon })}
      {...(danger && { danger })}
      keys={keys}
      disabled={!applies(stores, action)}
      onSelect={() => void (run ? run(stores) : dispatch(stores, action))}
    >
      {t.actions[action]}
    </ContextItem>
  );
}
