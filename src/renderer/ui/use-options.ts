import { type KeyboardEvent, type MouseEvent, useEffect, useId, useState } from 'react';

interface Options<T> {
  readonly items: readonly T[];
  /** The typed text. When it changes, nothing is selected anymore. Late options don't change the selection. */
  readonly typed: string;
  readonly onPick: (item: T) => void;
  /** Selects the first option automatically, so that Enter accepts it. */
  readonly first?: boolean;
}

/**
 * A text field with a list of options: arrow keys select, Enter accepts, the focus stays in the field.
 * `keyDown` returns whether it handled the key. `active` is the selected index, or -1.
 */
export function useOptions<T>({ items, typed, onPick, first = false }: Options<T>) {
  const listId = useId();
  const start = first ? 0 : -1;
  const [active, setActive] = useState(start);
  const at = active < items.length ? active : items.length - 1;

  // Reset while rendering, so that no option of the text before is shown as selected.
  const [shown, setShown] = useState({ typed, start });
  if (shown.typed !== typed || shown.start !== start) {
    setShown({ typed, start });
    setActive(start);
  }
  const optionId = (place: number) => `${listId}-${place}`;
  useEffect(() => {
    if (at >= 0) document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at, listId]);

  const move = (by: number) => {
    const { length } = items;
    // Past the last option, the text itself is selected again, unless one is always selected.
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
