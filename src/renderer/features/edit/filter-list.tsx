import { t } from '@shared/i18n/index.ts';
import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import './filter-list.css';
import { useFocusOnMount } from './use-focus-on-mount.ts';

/** Maximum length of the filter text. */
const FILTER_MAX = 500;

export interface ListRow {
  readonly key: string | number;
  /** Accessible name, and the text Enter would apply. */
  readonly name: string;
  /** The line below the name. */
  readonly about?: ReactNode;
  readonly icon?: ReactNode;
  readonly onPick: () => void;
  /** Handles the Delete key: removes it from the list. */
  readonly onDelete?: () => void;
  /** Buttons at the end of the row. */
  readonly actions?: ReactNode;
}

export interface ListGroup {
  readonly key: string;
  readonly title: string | null;
  readonly rows: readonly ListRow[];
  /** Text for an empty section. */
  readonly empty?: string;
}

interface FilterListProps {
  readonly label: string;
  readonly filterLabel: string;
  /** The typed filter. */
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly groups: readonly ListGroup[];
  /** Text if nothing matches. */
  readonly nothing: string;
}

/** Movement of the arrow keys through the rows. */
const MOVES: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(count - 1, at + 1),
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
  PageDown: (at, count) => Math.min(count - 1, at + 8),
  PageUp: (at) => Math.max(0, at - 8),
};

/**
 * A filterable list: typing filters, Enter applies the first row, arrows move through the rows. Rows are
 * buttons, so that each can have other buttons next to it.
 */
export function FilterList(props: FilterListProps) {
  const { label, filterLabel, filter, onFilter, groups, nothing } = props;
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useFocusOnMount(input);
  const [inRows, setInRows] = useState(false);
  const id = useId();
  const first = groups.flatMap((group) => group.rows)[0];
  const buttons = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // The window's shortcuts are disabled here: Delete applies to the row, not to the picture.
    event.stopPropagation();
    const target = event.target as HTMLElement;
    const rows = buttons();
    const at = rows.indexOf(target);
    const typing = target === input.current;
    const move = MOVES[event.key];
    if (typing && event.key === 'Enter') {
      event.preventDefault();
      first?.onPick();
    } else if (move && (at >= 0 || (typing && event.key.startsWith('Arrow')))) {
      event.preventDefault();
      // Enter already applies to the first row.
      const next = typing
        ? event.key === 'ArrowDown'
          ? Math.min(1, rows.length - 1)
          : -1
        : move(at, rows.length);
      (rows[next] ?? input.current)?.focus();
    } else if (at >= 0 && (event.key.length === 1 || event.key === 'Backspace') && event.key !== ' ')
      // Typing continues to filter.
      input.current?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the field and the buttons inside
    <div className="filter-list" onKeyDown={onKeyDown}>
      <div className="filter-list-field">
        <Search size={14} strokeWidth={1.75} aria-hidden />
        <input
          dir="auto"
          maxLength={FILTER_MAX}
          ref={input}
          type="search"
          className="input"
          aria-label={filterLabel}
          placeholder={filterLabel}
          aria-describedby={first ? `${id}-enter` : undefined}
          spellCheck={false}
          value={filter}
          onChange={(event) => onFilter(event.currentTarget.value)}
        />
        <span id={`${id}-enter`} className="visually-hidden">
          {first ? t.edit.list.enterTakes(first.name) : null}
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms. */}
      <div
        ref={list}
        role="group"
        aria-label={label}
        className="filter-list-rows"
        onFocus={() => setInRows(true)}
        onBlur={() => setInRows(false)}
      >
        {groups.map((group) => (
          <Group key={group.key} group={group} marked={inRows ? undefined : first} />
        ))}
        {first || groups.some((group) => group.empty) ? null : <p className="filter-list-none">{nothing}</p>}
      </div>
    </div>
  );
}

function Group({ group, marked }: { readonly group: ListGroup; readonly marked: ListRow | undefined }) {
  const { title, rows, empty } = group;
  if (rows.length === 0 && !empty) return null;
  return (
    <section aria-label={title ?? undefined}>
      {title === null ? null : <h3 className="filter-list-title">{title}</h3>}
      {rows.length === 0 ? <p className="filter-list-none">{empty}</p> : null}
      <ul>
        {rows.map((row) => (
          <Row key={row.key} row={row} marked={row === marked} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row, marked }: { readonly row: ListRow; readonly marked: boolean }) {
  const { name, about, icon, onPick, onDelete, actions } = row;
  return (
    <li className="filter-row" data-marked={marked || undefined}>
      <button
        type="button"
        data-row
        className="filter-row-pick"
        onClick={onPick}
        onKeyDown={(event) => {
          if (event.key !== 'Delete' || !onDelete) return;
          event.preventDefault();
          neighbor(event.currentTarget)?.focus();
          onDelete();
        }}
      >
        {icon}
        <span className="filter-row-words">
          <span dir="auto" className="filter-row-name">
            {name}
          </span>
          {about ? <span className="filter-row-about">{about}</span> : null}
        </span>
      </button>
      {actions}
    </li>
  );
}

/** Returns the focus target when a row is removed. */
function neighbor(button: HTMLElement): HTMLElement | null {
  const row = button.closest('li');
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  return (
    next?.querySelector<HTMLElement>('[data-row]') ??
    button.closest('.filter-list')?.querySelector<HTMLElement>('input') ??
    null
  );
}
