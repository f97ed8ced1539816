import { type Numerals, numeralValue, plainDigits } from './numeral.ts';

/** A number with separators, or an operator. */
const TOKENS = /[\d.,](?:[ '’]?[\d.,])*|[-+*/()×÷]|\S/g;

/**
 * Evaluates an expression such as "28*2" or "(1 + 0,5) / 3". Returns null if it is invalid or a number in it
 * is ambiguous, because a misread value costs money.
 */
export function evaluate(text: string, numerals: Numerals): number | null {
  const tokens = plainDigits(text).match(TOKENS);
  if (!tokens) return null;
  let at = 0;

  const factor = (): number => {
    const token = tokens[at++];
    if (token === '-') return -factor();
    if (token === '+') return factor();
    if (token === '(') {
      const inner = sum();
      return tokens[at++] === ')' ? inner : Number.NaN;
    }
    return token === undefined ? Number.NaN : (numeralValue(token, numerals) ?? Number.NaN);
  };
  const product = (): number => {
    let value = factor();
    for (;;) {
      const token = tokens[at];
      if (token === '*' || token === '×') {
        at++;
        value *= factor();
      } else if (token === '/' || token === '÷') {
        at++;
        value /= factor();
      } else return value;
    }
  };
  const sum = (): number => {
    let value = product();
    for (;;) {
      const token = tokens[at];
      if (token === '+') {
        at++;
        value += product();
      } else if (token === '-') {
        at++;
        value -= product();
      } else return value;
    }
  };

  const value = sum();
  return at === tokens.length && Number.isFinite(value) ? value : null;
}

/** Rounds away floating-point noise such as 0.30000000000000004. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly integer: boolean;
}

/** Returns the value `steps` steps away (may be a fraction), on the step grid and inside the range. */
export function stepped(value: number, steps: number, range: NumberRange): number {
  const grid = Math.abs(steps) < 1 && !range.integer ? range.step / 10 : range.step;
  const moves = range.integer && Math.abs(steps) < 1 ? Math.sign(steps) : steps;
  const next = Math.round((value + moves * range.step) / grid) * grid;
  return tidy(Math.min(range.max, Math.max(range.min, next)));
}

/** Whether a wheel event over a number is meant for it: scrolling past must not change a paid setting. */
export function isWheelMeant(event: {
  readonly buttons: number;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
}): boolean {
  return !event.ctrlKey && ((event.buttons & 1) === 1 || event.shiftKey || event.altKey);
}

/** Returns the number of steps per key press or wheel notch: ten with Shift, a tenth with Alt. */
export function stepFactor(event: { readonly shiftKey: boolean; readonly altKey: boolean }): number {
  if (event.shiftKey) return 10;
  return event.altKey ? 0.1 : 1;
}
