/** How a language counts and writes numbers. */
export interface Grammar {
  /** A whole or broken number, grouped as the language does. */
  number(value: number): string;
  /** The form that goes with a number: `counted(3, { one: '1 picture', other: '3 pictures' })`. */
  counted(value: number, forms: { readonly one: string; readonly other: string }): string;
}

/** The grammar of a language by its BCP 47 tag. Read when it is first used: to open a language's rules takes 10 ms. */
export function grammar(tag: string): Grammar {
  let numbers: Intl.NumberFormat | undefined;
  let rules: Intl.PluralRules | undefined;
  return {
    number: (value) => {
      numbers ??= new Intl.NumberFormat(tag);
      return numbers.format(value);
    },
    counted: (value, { one, other }) => {
      rules ??= new Intl.PluralRules(tag);
      return rules.select(value) === 'one' ? one : other;
    },
  };
}
