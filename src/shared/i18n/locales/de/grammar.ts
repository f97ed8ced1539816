import { grammar } from '../../grammar.ts';

export const { number, counted } = grammar('de');
