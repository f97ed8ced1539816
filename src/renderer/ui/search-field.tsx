import { t } from '@shared/i18n/index.ts';
import { Search, X } from 'lucide-react';
import { type ComponentProps, type FocusEvent, type ReactNode, type RefObject, useRef } from 'react';
import { IconButton } from './button.tsx';
import { Kbd } from './kbd.tsx';
import './search-field.css';

/** Maximum length of a search. Fields with a lower limit set their own. */
const SEARCH_MAX = 500;

type Own = 'ref' | 'type' | 'className' | 'onBlur' | 'onChange';

interface SearchFieldProps extends Omit<ComponentProps<'input'>, Own> {
  readonly ref?: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly value: string;
  /** Called on each change, with the cursor position. */
  readonly onText: (text: string, cursor: number) => void;
  /** Called instead for an empty text, with the cursor in the field. */
  readonly onClear?: () => void;
  /** The shortcut for this field, shown while it is empty. */
  readonly keys?: string | undefined;
  /** The focus left the field and everything in it. */
  readonly onLeft?: () => void;
  /** Other content of the frame. */
  readonly children?: ReactNode;
}

/** A search field with a clear button. */
export function SearchField(props: SearchFieldProps) {
  const { ref, label, value, onText, onClear, keys, onLeft, children, ...rest } = props;
  const own = useRef<HTMLInputElement>(null);
  const input = ref ?? own;
  const clear = () => {
    onText('', 0);
    input.current?.focus();
  };
  const left = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) onLeft?.();
  };
  return (
    <search className="search-field" onBlur={left}>
      <Search size={14} aria-hidden />
      <input
        dir="auto"
        maxLength={SEARCH_MAX}
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        value={value}
        onChange={({ currentTarget }) => onText(currentTarget.value, currentTarget.selectionStart ?? 0)}
        {...rest}
      />
      {value === '' ? (
        keys ? (
          <Kbd keys={keys} />
        ) : null
      ) : (
        <IconButton icon={X} small label={t.common.clearSearch} onClick={onClear ?? clear} />
      )}
      {children}
    </search>
  );
}
