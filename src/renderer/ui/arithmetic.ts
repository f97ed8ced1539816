/** The value of a written sum such as "28*2" or "(1 + 0,5) / 3"; null when it is not one. */
export function evaluate(text: string): number | null {
  const tokens = text.replaceAll(',', '.').match(/\d+(?:\.\d*)?|\.\d+|[-+*/()×÷−]|\S/g);
  if (!tokens) return null;
  let at = 0;

  const factor = (): number => {
    const token = tokens[at++];
    if (token === '-' || token === '−') return -factor();
    if (token === '+') return factor();
    if (token === '(') {
      const inner = sum();
      return tokens[at++] === ')' ? inner : Number.NaN;
    }
    return token !== undefined && /^[\d.]/.test(token) ? Number(token) : Number.NaN;
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
      } else if (token === '-' || token === '−') {
        at++;
        value -= product();
      } else return value;
    }
  };

  const value = sum();
  return at === tokens.length && Number.isFinite(value) ? value : null;
}

/** A number as it is shown: no rounding noise such as 0.30000000000000004. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly integer: boolean;
}

/** The next value `steps` steps away (may be a fraction), on the grid of the step and inside the range. */
export function stepped(value: number, steps: number, range: NumberRange): number {
  const grid = Math.abs(steps) < 1 && !range.integer ? range.step / 10 : range.step;
  const moves = range.integer && Math.abs(steps) < 1 ? Math.sign(steps) : steps;
  const next = Math.round((value + moves * range.step) / grid) * grid;
  return tidy(Math.min(range.max, Math.max(range.min, next)));
}

/** How many steps a key press or wheel notch is: ten with Shift, a tenth with Alt. */
export function stepFactor(event: { readonly shiftKey: boolean; readonly altKey: boolean }): number {
  if (event.shiftKey) return 10;
  return event.altKey ? 0.1 : 1;
}
