import { locale } from '@shared/i18n/index.ts';
import { type ComponentProps, type RefObject, useEffect, useRef, useState } from 'react';
import { fieldNumber } from '../format/numbers.ts';
import { evaluate, isWheelMeant, type NumberRange, stepFactor, stepped, tidy } from './arithmetic.ts';
import { classNames } from './class-names.ts';

/** Enough for an expression, but not for a pasted page. */
const LENGTH_MAX = 100;

interface NumberInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'onBlur'> {
  /** Null while the text isn't a number. */
  readonly value: number | null;
  readonly range: NumberRange;
  readonly onChange: (value: number | null) => void;
  readonly onLeave?: (() => void) | undefined;
  readonly invalid?: boolean;
}

/**
 * A number input that accepts expressions ("28*2"), arrow keys and, when focused, the wheel with the button
 * down or with Shift or Alt; otherwise the wheel scrolls the form. The typed value is never clamped: the form
 * rejects invalid values with a message.
 */
export function NumberInput(props: NumberInputProps) {
  const { value, range, onChange, onLeave, invalid = false, className, ...rest } = props;
  const input = useRef<HTMLInputElement>(null);
  // The typed text and its value. A value from elsewhere (a new seed, a reset) replaces it.
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
        // Invalid text stays visible. An expression is replaced by its value.
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

/** Calls back on wheel notches meant for the focused input, and prevents the panel from scrolling. */
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
    // React's own listener is passive and could not prevent scrolling.
    element.addEventListener('wheel', listener, { passive: false });
    return () => element.removeEventListener('wheel', listener);
  }, [input]);
}
