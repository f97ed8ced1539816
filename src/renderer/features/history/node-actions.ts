import type { EditEntry } from '@shared/domain/edit.ts';
import { referenceIdsOf } from '@shared/domain/reference.ts';
import { t } from '@shared/i18n/index.ts';
import {
  Bookmark,
  Camera,
  Columns2,
  CopyPlus,
  CornerLeftDown,
  Eye,
  EyeOff,
  FileDiff,
  Fingerprint,
  GitBranch,
  LocateFixed,
  type LucideIcon,
  Merge,
  RotateCw,
  SplitSquareHorizontal,
  StickyNote,
  Swords,
  TextQuote,
  Undo2,
} from 'lucide-react';
import type { Stores } from '../../stores/index.ts';
import { faceOf } from '../../stores/made-pictures.ts';
import { copyText } from '../../ui/copy-text.ts';
import { inOrder } from '../merge/index.ts';
import { chooseEntry, rerunEntry, restorePicture, startEditingMeta, takeResult } from './actions.ts';
import { chosenEntry } from './chosen.ts';

/** An action on an edit. `null` in a list is a separator. */
export interface NodeAction {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

/** Returns an edit's actions in groups, for a node's menu and *More* in the details. */
export function nodeActions(stores: Stores, entry: EditEntry): readonly (NodeAction | null)[] {
  const { history, historyView, edit, presets, view, library } = stores;
  const { selectedEditId, imageId } = history.getState();
  const entries = history.getState().entries();
  const words = t.history;
  const result = faceOf(entry);
  const chosen = chosenEntry(entries, selectedEditId, imageId);
  const isChosen = chosen === null || chosen.edit.id === entry.edit.id;
  const selected = library.getState().selectedId;
  const { request, sourceImageId } = entry.edit;
  const watched = stores.watch.getState().has(entry.edit.id);
  const groups: (NodeAction | false)[][] = [
    [
      result !== null && { icon: RotateCw, label: words.rerun, run: () => void rerunEntry(stores, entry) },
      result !== null && {
        icon: Swords,
        label: t.challenge.action,
        run: () => stores.challenge.getState().open(entry),
      },
      result !== null && {
        icon: watched ? EyeOff : Eye,
        label: watched ? t.watch.stop : t.watch.watchEdit,
        run: () => void stores.watch.getState().toggle(entry.edit.id),
      },
      {
        icon: CopyPlus,
        label: words.editAgain,
        run: () => edit.getState().fillFrom(request, referenceIdsOf(entry.edit)),
      },
      { icon: Bookmark, label: t.edit.presets.saveAs, run: () => presets.getState().showSaveForm(request) },
      result !== null && {
        icon: CornerLeftDown,
        label: words.useResult,
        run: () => takeResult(stores, entry),
      },
      result !== null &&
        result.deletedAt !== null &&
        !result.purged && {
          icon: Undo2,
          label: words.restore,
          run: () => restorePicture(stores, result.id),
        },
    ],
    [
      result !== null && {
        icon: SplitSquareHorizontal,
        label: words.compareParent,
        run: () => {
          historyView.getState().setLarge(false);
          view.getState().showPair({ beforeId: sourceImageId, afterId: result.id });
        },
      },
      result !== null && {
        icon: Columns2,
        label: words.compareSelected,
        disabled: selected === null || selected === result.id,
        run: () => {
          if (selected === null) return;
          historyView.getState().setLarge(false);
          view.getState().showPair({ beforeId: selected, afterId: result.id });
        },
      },
      result !== null && {
        icon: Merge,
        label: t.merge.withSelected,
        disabled: selected === null || selected === result.id,
        run: () => {
          const two = inOrder(selected === null ? [] : [selected, result.id]);
          historyView.getState().setLarge(false);
          if (two) void stores.merge.getState().open(two);
        },
      },
      isChosen
        ? {
            icon: FileDiff,
            label: words.compareRequestsWith,
            disabled: entries.length < 2,
            run: () => {
              chooseEntry(stores, entry);
              historyView.getState().setPicking(true);
            },
          }
        : {
            icon: FileDiff,
            label: words.compareRequests,
            run: () => historyView.getState().compareWith(entry.edit.id),
          },
    ],
    [
      { icon: Fingerprint, label: t.common.copySeed, run: () => copyText(String(request.seed)) },
      { icon: TextQuote, label: words.copyPrompt, run: () => copyText(request.prompt) },
    ],
    [
      {
        icon: StickyNote,
        label: entry.note === null ? words.addNote : words.editNote,
        run: () => startEditingMeta(stores, entry, 'note'),
      },
      {
        icon: GitBranch,
        label: entry.branch === null ? words.nameBranch : words.renameBranch,
        run: () => startEditingMeta(stores, entry, 'branch'),
      },
      result !== null && {
        icon: Camera,
        label: words.takeSnapshot,
        run: () => startEditingMeta(stores, entry, 'snapshot'),
      },
    ],
    [
      result !== null && {
        icon: LocateFixed,
        label: words.reveal,
        run: () => {
          historyView.getState().setLarge(false);
          void library.getState().reveal(result.id);
        },
      },
    ],
  ];
  return groups
    .map((group) => group.filter((action) => action !== false))
    .filter((group) => group.length > 0)
    .flatMap((group, at) => (at === 0 ? group : [null, ...group]));
}
