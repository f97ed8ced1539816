import type { EditEntry } from '@shared/domain/edit.ts';
import type { MergedPicture } from '@shared/domain/merge.ts';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useStores } from '../../stores/context.tsx';
import { useNow } from '../../ui/use-now.ts';
import { chooseEntry, showPicture } from './actions.ts';
import { type Direction, stepFrom } from './chosen.ts';
import { EntryCard } from './entry-card.tsx';
import { MergeCard } from './merge-card.tsx';
import { RootCard } from './root-card.tsx';
import { mergeItemId, type StripItem, stripItems } from './strip-items.ts';
import { bandHeight, TreeBand } from './tree-band.tsx';
import { layoutTree } from './tree-layout.ts';
import { useVisibleColumns } from './use-visible-columns.ts';
import './strip.css';

/** Card width and spacing in CSS pixels: the virtual list and the lines need them as numbers. */
const CARD = 136;
const COLUMN = CARD + 8;
const PADDING = 12;

const STEPS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'newer',
  ArrowRight: 'older',
  ArrowUp: 'parent',
  ArrowDown: 'child',
};

interface StripProps {
  readonly entries: readonly EditEntry[];
  readonly merges: readonly MergedPicture[];
  readonly rootId: number;
  readonly chosenId: number | null;
  readonly chosenMergeId: number | null;
}

/** All edits and merges of the tree, newest first, with lines to their sources. The original is last. */
export function Strip({ entries, merges, rootId, chosenId: chosenEditId, chosenMergeId }: StripProps) {
  const stores = useStores();
  const now = useNow(30_000);
  const scroller = useRef<HTMLDivElement>(null);
  const items = useMemo(() => stripItems(entries, merges), [entries, merges]);
  const chosenId = chosenEditId ?? (chosenMergeId === null ? null : mergeItemId(chosenMergeId));
  const layout = useMemo(() => layoutTree(items, rootId), [items, rootId]);
  const columns = useVisibleColumns(scroller, { count: items.length + 1, width: COLUMN, padding: PADDING });
  const { from, to, scrollTo } = columns;
  const inSight = useMemo(() => [from, to] as const, [from, to]);

  const chosenAt = items.findIndex(({ edit }) => edit.id === chosenId);
  // Only a choice moves the strip: an edit that comes or goes elsewhere in it does not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the chosen one is by then, when it is there
  useEffect(() => {
    if (chosenAt >= 0) scrollTo(chosenAt);
  }, [chosenId, chosenAt < 0, scrollTo]);
  useHeldPlace(scroller, items);

  const choose = ({ entry, merged }: StripItem) => {
    if (entry) chooseEntry(stores, entry);
    else if (merged) void showPicture(stores, merged.image.id);
  };
  /** The item that gets the focus once it is the chosen one. */
  const focusNext = useRef<number | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = STEPS[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = stepFrom(items, chosenId, direction);
    if (!next) return;
    focusNext.current = next.edit.id;
    choose(next);
  };

  const takeFocus = (button: HTMLButtonElement | null) => {
    if (!button || focusNext.current !== chosenId) return;
    focusNext.current = null;
    // The user may have moved on while it was loaded.
    const { activeElement } = document;
    if (activeElement === document.body || scroller.current?.contains(activeElement))
      button.focus({ preventScroll: true });
  };

  return (
    <div
      ref={scroller}
      className="history-strip"
      onWheel={(event) => {
        // A mouse has one wheel, and this list scrolls in one direction.
        if (event.deltaX === 0 && !event.shiftKey) event.currentTarget.scrollLeft += event.deltaY;
      }}
    >
      <div className="history-track" style={{ width: columns.total }}>
        <TreeBand
          layout={layout}
          chosenId={chosenId}
          column={COLUMN}
          inset={PADDING + CARD / 2}
          inSight={inSight}
        />
        <ol className="history-cards" style={{ top: bandHeight(layout) + 4 }} onKeyDown={onKeyDown}>
          {withChosen(columns.indexes, chosenAt).map((index) => {
            const item = items[index];
            const chosen = item !== undefined && item.edit.id === chosenId;
            const tabStop = chosen || (chosenAt < 0 && index === 0);
            const buttonRef = chosen ? takeFocus : undefined;
            return (
              <li
                key={item?.edit.id ?? 'root'}
                className="history-slot"
                style={{ width: CARD, transform: `translateX(${columns.left(index)}px)` }}
              >
                {item?.entry ? (
                  <EntryCard
                    entry={item.entry}
                    chosen={chosen}
                    tabStop={tabStop}
                    now={now}
                    buttonRef={buttonRef}
                  />
                ) : item?.merged ? (
                  <MergeCard
                    merged={item.merged}
                    chosen={chosen}
                    tabStop={tabStop}
                    now={now}
                    buttonRef={buttonRef}
                    onChoose={() => choose(item)}
                  />
                ) : (
                  <RootCard rootId={rootId} />
                )}
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}

/** The chosen card keeps the focus wherever the strip is scrolled. In order, so that no card moves in the document. */
function withChosen(indexes: readonly number[], chosenAt: number): readonly number[] {
  if (chosenAt < 0 || indexes.includes(chosenAt)) return indexes;
  return [...indexes, chosenAt].sort((a, b) => a - b);
}

/** Keeps the visible cards in place while new edits are inserted at the start. */
function useHeldPlace(scroller: RefObject<HTMLDivElement | null>, entries: readonly StripItem[]): void {
  const first = useRef(entries[0]?.edit.id);
  useLayoutEffect(() => {
    const came = entries.findIndex(({ edit }) => edit.id === first.current);
    first.current = entries[0]?.edit.id;
    const element = scroller.current;
    if (element && came > 0 && element.scrollLeft > 0) element.scrollLeft += came * COLUMN;
  }, [entries, scroller]);
}
