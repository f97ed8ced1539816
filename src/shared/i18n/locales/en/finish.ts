import { counted, number } from './grammar.ts';

const tenths = (value: number) => number(Math.round(value * 10) / 10);
const hundredths = (value: number) => number(Math.round(value * 100) / 100);
const percent = (share: number) => `${share < 0.01 ? hundredths(share * 100) : tenths(share * 100)}%`;
/** "+1.2": a signed length. */
const signed = (value: number) => `${value < 0 ? '−' : '+'}${hundredths(Math.abs(value))}`;

/** Describes pictures that were not made: "2 already were, 1 couldn’t be." */
const others = (known: number, failed: number) =>
  [
    ...(known > 0 ? [counted(known, { one: '1 already was', other: `${number(known)} already were` })] : []),
    ...(failed > 0 ? [`${number(failed)} couldn’t be`] : []),
  ]
    .map((part) => `, ${part}`)
    .join('');

export const finish = {
  title: 'Put back into the original',
  putBack: 'Put back',
  putBackHint: 'Put what changed back into the original, at its full size. Nothing is sent.',
  again: 'Finish again',
  againHint: 'Change how the result is put back into the original. Nothing is sent.',
  find: 'Find what changed',
  findHint: 'Make a mask of what the result changed. You can paint on it.',
  finding: 'Finding what changed…',
  working: (share: number) => `Putting back, ${number(Math.round(share * 100))}%`,
  stop: 'Stop',
  many: {
    progress: {
      'put-back': (done: number, total: number) => `Putting back ${number(done)} of ${number(total)}`,
      'match-colors': (done: number, total: number) => `Matching colors, ${number(done)} of ${number(total)}`,
    },
    progressLabel: 'Pictures finished',
    end: {
      'put-back': (made: number, known: number, failed: number) =>
        `${counted(made, { one: '1 picture put back', other: `${number(made)} pictures put back` })}${others(known, failed)}`,
      'match-colors': (made: number, known: number, failed: number) =>
        `${counted(made, { one: '1 picture matched', other: `${number(made)} pictures matched` })}${others(known, failed)}`,
    },
    failedHeading: {
      'put-back': (count: number) =>
        counted(count, { one: '1 picture not put back', other: `${number(count)} pictures not put back` }),
      'match-colors': (count: number) =>
        counted(count, { one: '1 picture not matched', other: `${number(count)} pictures not matched` }),
    },
  },
  match: {
    title: (count: number) =>
      counted(count, {
        one: 'Match colors of 1 picture',
        other: `Match colors of ${number(count)} pictures`,
      }),
    explain:
      'The results get the colors of this picture: brightness and contrast of red, green, and blue. Each becomes a new version. Nothing is sent.',
    reference: 'Colors of',
    before: 'Now',
    after: 'Matched',
    more: (count: number) => `and ${number(count)} more`,
    start: 'Match colors',
    to: 'Colors of another picture',
  },
  keep: 'Keep as new version',
  done: 'Done',
  mode: 'Transfer',
  modes: { composite: 'Pixels', 'carry-over': 'Only light and color' },
  carryOver: 'Carry over light and color',
  carryOverHint:
    'Nothing moved: give the original the light and color of the result, with all of its detail. Nothing is sent.',
  mask: 'Where',
  masks: { found: 'What changed', drawn: 'Painted mask', all: 'Everywhere' },
  noMask: 'No mask is painted on the original yet.',
  threshold: 'Threshold',
  least: 'Smallest part',
  pixels: (count: number) => `${number(count)} px`,
  percent,
  align: 'Align',
  matchColor: 'Match colors',
  feather: 'Feather',
  blend: 'Blend',
  format: 'File',
  formats: { png: 'PNG', webp: 'WebP, lossless' },
  formatHint:
    'Lossless WebP is smaller and takes longer to write. Pictures with transparency, in Display P3, or longer than 16,383 px are always written as PNG.',
  found: (share: number) => `${percent(share)} of the picture changed`,
  untouched: (count: number) => {
    if (count === 0) return 'Covers the whole picture';
    return count >= 1_000_000
      ? `${tenths(count / 1_000_000)} million pixels untouched`
      : counted(count, { one: '1 pixel untouched', other: `${number(count)} pixels untouched` });
  },
  certificate: 'Certificate',
  outside: 'Outside the mask',
  outsideText: (count: number, changed: number) =>
    `${counted(count, { one: '1 pixel', other: `${number(count)} pixels` })}, ${number(changed)} differ`,
  inside: 'Inside',
  insideText: (share: number) => `${percent(share)} of the picture`,
  moved: 'Result was moved by',
  movedText: (x: number, y: number, scale: number) =>
    `${signed(x)}, ${signed(y)} px, scaled to ${hundredths(scale * 100)}%`,
  color: 'Colors matched',
  colorText: (red: number, green: number, blue: number) =>
    `red × ${hundredths(red)}, green × ${hundredths(green)}, blue × ${hundredths(blue)}`,
  measured: 'Measured by decoding the file that was written.',
  lost: 'Not kept of the original',
  willLack: (notes: string) => `Not kept: ${notes}`,
  versions: 'Versions',
  raw: 'As it came back',
  version: (place: number) => `Version ${number(place)}`,
};
