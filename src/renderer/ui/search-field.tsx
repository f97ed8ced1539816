import { t } from '@shared/i18n/index.ts';
import { Search, X } from 'lucide-react';
import { type ComponentProps, type FocusEvent, type ReactNode, type RefObject, useRef } from 'react';
import { IconButton } from './button.tsx';
import { Kbd } from './kbd.tsx';
import './search-field.css';

/** More than this nobody looks for; a field that takes less says so. */
const SEARCH_MAX = 500;

type Own = 'ref' | 'type' | 'className' | 'onBlur' | 'onChange';

interface SearchFieldProps extends Omit<ComponentProps<'input'>, Own> {
  readonly ref?: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly value: string;
  /** Each change of the text, and where the cursor is in it. */
  readonly onText: (text: string, cursor: number) => void;
  /** In place of an empty text, with the cursor in the field. */
  readonly onClear?: () => void;
  /** The keys that lead here, shown while there is no text. */
  readonly keys?: string | undefined;
  /** The focus left the field and all that is in it. */
  readonly onLeft?: () => void;
  /** What else is in the frame, or hangs on it. */
  readonly children?: ReactNode;
}

/** A field to search in, with a button that clears it. */
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
