import type { EditEntry } from '@shared/domain/edit.ts';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useStores } from '../../stores/context.tsx';
import { useNow } from '../../ui/use-now.ts';
import { chooseEntry } from './actions.ts';
import { type Direction, stepFrom } from './chosen.ts';
import { EntryCard } from './entry-card.tsx';
import { RootCard } from './root-card.tsx';
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
  readonly rootId: number;
  readonly chosenId: number | null;
}

/** All edits of the tree, newest first, with lines to their sources. The original is last. */
export function Strip({ entries, rootId, chosenId }: StripProps) {
  const stores = useStores();
  const now = useNow(30_000);
  const scroller = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layoutTree(entries, rootId), [entries, rootId]);
  const columns = useVisibleColumns(scroller, { count: entries.length + 1, width: COLUMN, padding: PADDING });
  const { from, to, scrollTo } = columns;
  const inSight = useMemo(() => [from, to] as const, [from, to]);

  const chosenAt = entries.findIndex((entry) => entry.edit.id === chosenId);
  // Only a choice moves the strip: an edit that comes or goes elsewhere in it does not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the chosen one is by then, when it is there
  useEffect(() => {
    if (chosenAt >= 0) scrollTo(chosenAt);
  }, [chosenId, chosenAt < 0, scrollTo]);
  useHeldPlace(scroller, entries);

  const focusNext = useRef(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = STEPS[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = stepFrom(entries, chosenId, direction);
    if (!next) return;
    focusNext.current = true;
    chooseEntry(stores, next);
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
          {columns.indexes.map((index) => {
            const entry = entries[index];
            const chosen = entry?.edit.id === chosenId;
            return (
              <li
                key={entry?.edit.id ?? 'root'}
                className="history-slot"
                style={{ width: CARD, transform: `translateX(${columns.left(index)}px)` }}
              >
                {entry ? (
                  <EntryCard
                    entry={entry}
                    chosen={chosen}
                    tabStop={chosen || (chosenAt < 0 && index === 0)}
                    now={now}
                    buttonRef={
                      chosen
                        ? (button) => {
                            if (!button || !focusNext.current) return;
                            focusNext.current = false;
                            button.focus({ preventScroll: true });
                          }
                        : undefined
                    }
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

/** Keeps the visible cards in place while new edits are inserted at the start. */
function useHeldPlace(scroller: RefObject<HTMLDivElement | null>, entries: readonly EditEntry[]): void {
  const first = useRef(entries[0]?.edit.id);
  useLayoutEffect(() => {
    const came = entries.findIndex(({ edit }) => edit.id === first.current);
    first.current = entries[0]?.edit.id;
    const element = scroller.current;
    if (element && came > 0 && element.scrollLeft > 0) element.scrollLeft += came * COLUMN;
  }, [entries, scroller]);
}
