import { counted, number } from './grammar.ts';

const tenths = (value: number) => number(Math.round(value * 10) / 10);
const hundredths = (value: number) => number(Math.round(value * 100) / 100);
const percent = (share: number) => `${share < 0.01 ? hundredths(share * 100) : tenths(share * 100)}%`;
/** "+1.2": a signed length. */
const signed = (value: number) => `${value < 0 ? '−' : '+'}${hundredths(Math.abs(value))}`;

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
  keep: 'Keep as new version',
  done: 'Done',
  mode: 'Transfer',
  modes: { composite: 'Pixels', 'carry-over': 'Only light and color' },
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
  found: (share: number) => `${percent(share)} of the picture changed`,
  untouched: (count: number) =>
    count >= 1_000_000
      ? `${tenths(count / 1_000_000)} million pixels untouched`
      : counted(count, { one: '1 pixel untouched', other: `${number(count)} pixels untouched` }),
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
  versions: 'Versions',
  raw: 'As it came back',
  version: (place: number) => `Version ${number(place)}`,
};
