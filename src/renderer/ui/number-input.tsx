import { locale } from '@shared/i18n/index.ts';
import { type ComponentProps, type RefObject, useEffect, useRef, useState } from 'react';
import { fieldNumber } from '../format/numbers.ts';
import { evaluate, isWheelMeant, type NumberRange, stepFactor, stepped, tidy } from './arithmetic.ts';
import { classNames } from './class-names.ts';

/** Room for a sum; a pasted page is none. */
const LENGTH_MAX = 100;

interface NumberInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'onBlur'> {
  /** Null while the text is no number. */
  readonly value: number | null;
  readonly range: NumberRange;
  readonly onChange: (value: number | null) => void;
  readonly onLeave?: (() => void) | undefined;
  readonly invalid?: boolean;
}

/**
 * A number that takes sums ("28*2"), arrows and, when focused, the wheel with the button down or with Shift or Alt: without them the
 * wheel scrolls the form. What is typed is never bent into the range: a value that does not fit is for the form to refuse in words.
 */
export function NumberInput(props: NumberInputProps) {
  const { value, range, onChange, onLeave, invalid = false, className, ...rest } = props;
  const input = useRef<HTMLInputElement>(null);
  // The text as typed and what it came to. A value from elsewhere (a new seed, a reset) replaces it.
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: number | null } | null>(null);
  const text = typed && typed.value === value ? typed.text : value === null ? '' : fieldNumber(tidy(value));

  const move = (steps: number) => {
    onChange(stepped(value ?? range.min, steps, range));
    setTyped(null);
  };
  useWheel(input, (event) => move(-Math.sign(event.deltaY || event.deltaX) * stepFactor(event)));

  return (
    <input
      maxLength={LENGTH_MAX}
      ref={input}
      type="text"
      inputMode="decimal"
      role="spinbutton"
      autoComplete="off"
      spellCheck={false}
      className={classNames('input input-number', className)}
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      aria-valuenow={value ?? undefined}
      aria-invalid={invalid || undefined}
      value={text}
      onChange={(event) => {
        const written = event.currentTarget.value;
        const worth = evaluate(written, { language: locale, integer: range.integer });
        setTyped({ text: written, value: worth });
        onChange(worth);
      }}
      onBlur={() => {
        // Text that is no number stays to be seen; a sum becomes its value.
        if (value !== null) setTyped(null);
        onLeave?.();
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
          event.preventDefault();
          move((event.key === 'ArrowUp' ? 1 : -1) * stepFactor(event));
        } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && value !== null) {
          setTyped(null);
          event.currentTarget.select();
        }
      }}
      {...rest}
    />
  );
}

/** Calls on wheel notches that are meant for the focused input, and keeps the panel from scrolling under it then. */
function useWheel(input: RefObject<HTMLInputElement | null>, onWheel: (event: WheelEvent) => void) {
  const latest = useRef(onWheel);
  latest.current = onWheel;
  useEffect(() => {
    const element = input.current;
    if (!element) return;
    const listener = (event: WheelEvent) => {
      if (document.activeElement !== element || !isWheelMeant(event)) return;
      event.preventDefault();
      latest.current(event);
    };
    // React's own listener is passive and could not prevent the scrolling.
    element.addEventListener('wheel', listener, { passive: false });
    return () => element.removeEventListener('wheel', listener);
  }, [input]);
}
