import { type KeyboardEvent, type MouseEvent, useEffect, useId, useState } from 'react';

interface Options<T> {
  readonly items: readonly T[];
  /** What is typed: when it changes, nothing is chosen any more. Options that come late change nothing. */
  readonly typed: string;
  readonly onPick: (item: T) => void;
  /** The first one is chosen by itself, so that Enter takes it. */
  readonly first?: boolean;
}

/**
 * A text field with a list of options below it: arrows choose, Enter takes, the focus stays in the field. `keyDown` says whether
 * the key was one of these; `active` is the chosen place, -1 for none.
 */
export function useOptions<T>({ items, typed, onPick, first = false }: Options<T>) {
  const listId = useId();
  const start = first ? 0 : -1;
  const [active, setActive] = useState(start);
  const at = active < items.length ? active : items.length - 1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: as `typed` says
  useEffect(() => setActive(start), [typed, start]);
  const optionId = (place: number) => `${listId}-${place}`;
  useEffect(() => {
    if (at >= 0) document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at, listId]);

  const move = (by: number) => {
    const { length } = items;
    // Past the last one the text itself is meant again, unless one is always chosen.
    const places = length + (first ? 0 : 1);
    const from = at < 0 ? length : at;
    const next = (((from + by) % places) + places) % places;
    setActive(next === length ? -1 : next);
  };

  return {
    active: at,
    choose: setActive,
    keyDown: (event: KeyboardEvent): boolean => {
      const item = items[at];
      if (items.length === 0) return false;
      if (event.key === 'ArrowDown') move(1);
      else if (event.key === 'ArrowUp') move(-1);
      else if (event.key === 'Enter' && item !== undefined) onPick(item);
      else return false;
      event.preventDefault();
      return true;
    },
    field: {
      'aria-autocomplete': 'list',
      'aria-controls': items.length > 0 ? listId : undefined,
      'aria-activedescendant': at >= 0 ? optionId(at) : undefined,
    } as const,
    list: { id: listId, role: 'listbox' } as const,
    option: (place: number) => ({
      id: optionId(place),
      role: 'option' as const,
      'aria-selected': place === at,
      // The field keeps the focus.
      onMouseDown: (event: MouseEvent) => event.preventDefault(),
      onMouseMove: () => place !== at && setActive(place),
      onClick: () => {
        const item = items[place];
        if (item !== undefined) onPick(item);
      },
    }),
  };
}
