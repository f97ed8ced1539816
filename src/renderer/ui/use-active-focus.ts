import { type FocusEvent, type RefObject, useCallback, useLayoutEffect, useRef } from 'react';

export interface ActiveFocus {
  /** Moves the focus to the active item, now or once it is rendered, unless it leaves the list until then. */
  request(): void;
  /** Does the same, wherever the focus is now. */
  take(): void;
  /** Call it when an item is rendered without the list. */
  settle(): void;
  /** For the list's element. */
  readonly handlers: {
    readonly onFocus: () => void;
    readonly onBlur: (event: FocusEvent) => void;
  };
}

/**
 * Keeps the keyboard focus of a list on its active item. The item may be rendered later, or its element may be
 * replaced. Meanwhile the list itself has the focus and handles the keys. `activeItem` returns the element, if
 * rendered. Request the focus only once the active item has changed: until then the previous one would get it.
 */
export function useActiveFocus(
  list: RefObject<HTMLElement | null>,
  activeItem: () => HTMLElement | null,
): ActiveFocus {
  const isWanted = useRef(false);
  /** React reports no blur when it removes the focused element, so this stays true then. */
  const isInside = useRef(false);
  const latest = useRef(activeItem);
  latest.current = activeItem;

  const settle = useCallback(() => {
    const element = list.current;
    const { activeElement } = document;
    const isNowhere = activeElement === document.body;
    if (!isNowhere && !element?.contains(activeElement)) {
      isWanted.current = false;
      return;
    }
    if (isNowhere && isInside.current) isWanted.current = true;
    if (!isWanted.current) return;
    const item = latest.current();
    if (item) {
      isWanted.current = false;
      item.focus({ preventScroll: true });
    } else if (isNowhere) element?.focus({ preventScroll: true });
  }, [list]);
  useLayoutEffect(settle);

  return {
    settle,
    request() {
      isWanted.current = true;
      settle();
    },
    take() {
      const item = latest.current();
      isWanted.current = item === null;
      (item ?? list.current)?.focus({ preventScroll: true });
    },
    handlers: {
      onFocus() {
        isInside.current = true;
      },
      // A window that loses the focus keeps its active element.
      onBlur({ currentTarget, relatedTarget }) {
        const next = relatedTarget ?? document.activeElement;
        isInside.current = next instanceof Node && currentTarget.contains(next);
      },
    },
  };
}
