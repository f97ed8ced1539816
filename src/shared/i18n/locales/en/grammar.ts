import { grammar } from '../../grammar.ts';

export const { number, counted } = grammar('en');

const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

/** "3rd" */
export function ordinal(value: number): string {
  return `${number(value)}${SUFFIXES[new Intl.PluralRules('en', { type: 'ordinal' }).select(value)]}`;
}
