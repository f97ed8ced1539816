import { counted, number } from './grammar.ts';

/** A number with its sign: "+3", "−12". */
const signed = (value: number, digits = 0) => {
  const rounded = Number(value.toFixed(digits));
  return rounded < 0 ? `−${number(-rounded)}` : `${rounded > 0 ? '+' : ''}${number(rounded)}`;
};

export const canvas = {
  title: 'Canvas',
  choose: 'Choose a picture to see it here.',
  frame: 'Picture. Arrow keys move it when it is zoomed in.',
  purged: (name: string) => `${name} was deleted for good; only its history is left.`,
  missing: (name: string) => `${name} cannot be shown: its file is missing or damaged.`,
  before: 'Before',
  after: 'After',
  source: 'Source',
  result: 'Result',
  withSeed: (word: string) => `${word} · seed`,
  seed: 'Seed',
  beforeAndAfter: 'Before and after',
  sliderAt: (percent: number, side: 'before' | 'after') => `${percent}% ${side}`,

  zoom: 'Zoom',
  fit: 'Fit',
  actual: '1:1',
  actualHint: 'One picture pixel on one screen pixel',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomField: 'Zoom in percent',

  modes: 'Ways to compare',
  compare: 'Compare',
  compareHint: 'Before and after with a slider',
  nothingToCompare: 'There is no result to compare with yet',
  side: 'Side by side',
  sideHint: 'Side by side, zoomed and moved together',
  blink: 'Blink',
  blinkHint: 'The two in turn; hold the key for a short look',
  difference: 'Difference map',
  differenceHint: 'Where the pictures differ, and how much',
  grid: 'Up to 4 pictures',
  gridHint: 'The source and its newest results, or the pictures you put together',
  tools: 'Look closer',
  loupe: 'Magnifier',
  loupeHint: 'Pixels under the pointer, in every picture shown',
  numbers: 'Numbers',
  numbersHint: 'What changed in numbers, and the colour under the pointer',
  moreViews: 'More views',

  pace: 'Pace',
  paceText: (milliseconds: number) => `${number(Math.round(milliseconds / 100) / 10)} s a picture`,
  pause: 'Pause',
  goOn: 'Go on',
  step: 'Show the other one',
  amplify: 'Amplify',
  amplifyText: (gain: number) => `${number(gain)}×`,
  threshold: 'Ignore up to',
  thresholdText: (levels: number) => `${number(levels)} of 255`,
  legend: 'Little to much',
  mapping: 'Looking for differences…',
  mapFailed: 'The difference map could not be made.',
  noDifference: 'No difference above the threshold.',

  reference: 'Reference',
  measureThis: 'Tell what changed in this one',
  compareSelected: 'Compare these pictures',
  makeReference: (name: string) => `Measure against ${name}`,
  takeOut: (name: string) => `Take ${name} out of the comparison`,
  swapWithNext: (name: string) => `Swap ${name} with the next`,
  addedToComparison: (name: string, count: number) =>
    `${name} added to the comparison: ${counted(count, { one: '1 picture', other: `${number(count)} pictures` })}`,
  comparisonFull: (most: number) => `${number(most)} pictures are compared already. Take one out first.`,
  showComparison: 'Show',
  verdicts: { identical: 'Identical', near: 'Near', drifted: 'Drifted', different: 'Different' },

  numbersTitle: 'What changed',
  measuring: 'Measuring…',
  onePicture: 'Compare two pictures to see what changed between them.',
  samePixels: 'Every pixel is the same.',
  changed: 'Changed',
  similarity: 'SSIM',
  largest: 'Largest',
  largestHint: 'Largest difference of a colour channel, of 255',
  otherSize: 'Other size',
  colourShift: 'Colour',
  colourShiftText: (red: number, green: number, blue: number) =>
    `R ${signed(red, 1)} G ${signed(green, 1)} B ${signed(blue, 1)}`,
  movement: 'Movement',
  notMoved: 'Not moved',
  cannotTell: 'Cannot tell whether it moved',
  cannotTellHint: 'The pictures have too little in common to say how far they moved.',
  movedText: (ways: string) => `Moved ${ways}`,
  moved: (x: number, y: number) =>
    [
      ...(x === 0 ? [] : [`${number(Math.abs(x))} px ${x > 0 ? 'right' : 'left'}`]),
      ...(y === 0 ? [] : [`${number(Math.abs(y))} px ${y > 0 ? 'down' : 'up'}`]),
    ].join(', '),
  grown: (percent: number) => `${number(Math.abs(percent))}% ${percent > 0 ? 'larger' : 'smaller'}`,
  share: (percent: string) => `${percent}%`,
  under: (percent: string) => `under ${percent}%`,
  over: (percent: string) => `over ${percent}%`,
  shareDigits: (percent: number) => number(percent),

  pixel: (column: number, row: number) => `x ${column}, y ${row}`,
  colour: 'Colour under the pointer',
  noColour: 'Outside the picture',
  pointAt: 'Point at the picture to read its colours.',
  copyColour: 'Copy the colour',
  colourCopied: (hex: string) => `${hex} copied`,
  apart: 'Difference',
  apartText: (red: number, green: number, blue: number) => `${signed(red)} ${signed(green)} ${signed(blue)}`,
  largeReduced: 'Too large to be read as well',

  /** What the shown picture lacks of its file: a few words, and a sentence. */
  lacks: {
    embeddedPreview: (width: number, height: number) => `embedded preview, ${width} × ${height}`,
    embeddedPreviewHint:
      'You see the JPEG that the camera put into the raw file. The raw data aren’t developed; they stay in the original.',
    bitDepth: (bits: number) => `8 of ${bits} bits`,
    bitDepthHint: (bits: number) =>
      `The file has ${bits} bits per channel. Reseed shows and edits 8; the original keeps all of them.`,
    pages: (count: number) => `page 1 of ${number(count)}`,
    pagesHint: (count: number) =>
      `The file has ${number(count)} pictures. Reseed shows and edits the first; the original keeps all of them.`,
    animation: 'first frame',
    animationHint: 'The file moves. Reseed shows and edits its first frame; the original keeps all of them.',
    layers: 'flattened',
    layersHint: 'The file has layers. Reseed shows and edits the flattened picture; the original keeps them.',
    hdr: 'standard range',
    hdrHint:
      'The file has a high dynamic range. Reseed shows and edits the standard range; the original keeps the rest.',
    cmyk: 'from CMYK',
    cmykByProfile: 'The file is in printing inks, converted to sRGB by its own color profile.',
    cmykPlain:
      'The file is in printing inks without a usable color profile. Colors are converted by a plain formula and may be off.',
  },
};
