/** How a language counts and writes numbers. */
export interface Grammar {
  /** A whole or broken number, grouped as the language does. */
  number(value: number): string;
  /** The form that goes with a number: `counted(3, { one: '1 picture', other: '3 pictures' })`. */
  counted(value: number, forms: { readonly one: string; readonly other: string }): string;
}

/** The grammar of a language by its BCP 47 tag. */
export function grammar(tag: string): Grammar {
  const numbers = new Intl.NumberFormat(tag);
  const rules = new Intl.PluralRules(tag);
  return {
    number: (value) => numbers.format(value),
    counted: (value, { one, other }) => (rules.select(value) === 'one' ? one : other),
  };
}
