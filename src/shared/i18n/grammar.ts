/** Number formats and plurals of a language. */
export interface Grammar {
  /** Formats a number with the language's grouping. */
  number(value: number): string;
  /** Selects the plural form for a number: `counted(3, { one: '1 picture', other: '3 pictures' })`. */
  counted(value: number, forms: { readonly one: string; readonly other: string }): string;
}

/** Returns the grammar of a BCP 47 tag. Created on first use, because loading a language's rules takes 10 ms. */
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
