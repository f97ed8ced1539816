import { counted, number } from './grammar.ts';

/** A number with its sign: "+3", "−12". */
const signed = (value: number, digits = 0) => {
  const rounded = Number(value.toFixed(digits));
  return rounded < 0 ? `−${number(-rounded)}` : `${rounded > 0 ? '+' : ''}${number(rounded)}`;
};

export const canvas = {
  title: 'Canvas',
  choose: 'Select a picture to view it here.',
  frame: 'Picture. Use the arrow keys to pan when zoomed in.',
  purged: (name: string) => `${name} was permanently deleted. Only its history remains.`,
  missing: (name: string) => `Can’t show ${name}: the file is missing or damaged.`,
  before: 'Before',
  after: 'After',
  source: 'Source',
  result: 'Result',
  seedFollows: '· seed',
  seed: 'Seed',
  beforeAndAfter: 'Before/after slider',
  sliderAt: (percent: number, side: 'before' | 'after') => `${percent}% ${side}`,

  zoom: 'Zoom',
  fit: 'Fit',
  actual: '1:1',
  actualHint: 'Actual size: one picture pixel per screen pixel',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomField: 'Zoom level (%)',

  modes: 'Comparison views',
  compare: 'Compare',
  compareHint: 'Compare before and after with a slider',
  nothingToCompare: 'No results to compare yet',
  side: 'Side by side',
  sideHint: 'Side by side, with linked zoom and pan',
  blink: 'Blink',
  blinkHint: 'Alternate between the two pictures. Hold the key to peek.',
  difference: 'Difference map',
  differenceHint: 'Where the pictures differ, and by how much',
  grid: 'Compare grid',
  gridHint: 'Up to 4 pictures: the source with its latest results, or pictures you picked',
  tools: 'Inspect',
  loupe: 'Magnifier',
  loupeHint: 'Magnify the pixels under the pointer in every picture',
  numbers: 'Measurements',
  numbersHint: 'What changed, and the color under the pointer',
  moreViews: 'More views',

  pace: 'Speed',
  paceText: (milliseconds: number) => `${number(Math.round(milliseconds / 100) / 10)} s per picture`,
  pause: 'Pause',
  resume: 'Resume',
  step: 'Show the other picture',
  amplify: 'Amplify',
  amplifyText: (gain: number) => `${number(gain)}×`,
  threshold: 'Threshold',
  thresholdText: (levels: number) => `${number(levels)} of 255`,
  legend: 'Color scale: small to large difference',
  mapping: 'Comparing pictures…',
  mapFailed: 'Couldn’t create the difference map.',
  noDifference: 'No differences above the threshold.',

  reference: 'Reference',
  measureThis: 'Measure this picture',
  compareSelected: 'Compare these pictures',
  makeReference: (name: string) => `Use ${name} as reference`,
  takeOut: (name: string) => `Remove ${name} from comparison`,
  swapWithNext: (name: string) => `Swap ${name} with the next picture`,
  addedToComparison: (name: string, count: number) =>
    `Added ${name} to comparison (${counted(count, { one: '1 picture', other: `${number(count)} pictures` })})`,
  comparisonFull: (most: number) => `You can compare up to ${number(most)} pictures. Remove one first.`,
  showComparison: 'Show',

  numbersTitle: 'What changed',
  measuring: 'Measuring…',
  onePicture: 'Compare two pictures to see what changed.',
  samePixels: 'All pixels match.',
  changed: 'Changed',
  similarity: 'SSIM',
  largest: 'Max difference',
  largestHint: 'Largest difference in any color channel, out of 255',
  otherSize: 'Different size',
  colorShift: 'Color shift',
  colorShiftText: (red: number, green: number, blue: number) =>
    `R ${signed(red, 1)} G ${signed(green, 1)} B ${signed(blue, 1)}`,
  movement: 'Shift',
  notMoved: 'No shift',
  cannotTell: 'Shift not detectable',
  cannotTellHint: 'The pictures are too different to detect a shift.',
  movedText: (ways: string) => `Shifted ${ways}`,
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
  color: 'Color under the pointer',
  noColor: 'Outside the picture',
  pointAt: 'Point at the picture to read its colors.',
  copyColor: 'Copy color',
  colorCopied: (hex: string) => `Copied ${hex}`,
  apart: 'Difference',
  apartText: (red: number, green: number, blue: number) => `${signed(red)} ${signed(green)} ${signed(blue)}`,
  largeReduced: 'Picture is too large to sample',

  /** What the displayed image lacks of its file: a short form and a sentence. */
  lacks: {
    embeddedPreview: (width: number, height: number) => `embedded preview, ${width} × ${height}`,
    embeddedPreviewHint:
      'This is the JPEG preview the camera saved in the raw file. The raw data isn’t developed and stays in the original.',
    bitDepth: (bits: number) => `8 of ${bits} bits`,
    bitDepthHint: (bits: number) =>
      `The file has ${bits} bits per channel. Reseed shows and edits 8. The original keeps all of them.`,
    pages: (count: number) => `page 1 of ${number(count)}`,
    pagesHint: (count: number) =>
      `The file has ${number(count)} pictures. Reseed shows and edits the first. The original keeps all of them.`,
    animation: 'first frame',
    animationHint:
      'The file is animated. Reseed shows and edits its first frame. The original keeps all of them.',
    layers: 'flattened',
    layersHint:
      'The file has layers. Reseed shows and edits the flattened picture. The original keeps the layers.',
    hdr: 'standard range',
    hdrHint:
      'The file has a high dynamic range. Reseed shows and edits the standard range. The original keeps the rest.',
    cmyk: 'from CMYK',
    cmykByProfile: 'The file uses CMYK colors. They were converted to sRGB with its own color profile.',
    spaces: {
      'adobe-rgb': 'Adobe RGB',
      'display-p3': 'Display P3',
      prophoto: 'ProPhoto RGB',
      'rec-2020': 'Rec. 2020',
      other: 'wide colors',
    },
    wideGamut: (space: string) => `sRGB from ${space}`,
    wideGamutHint: (space: string) =>
      `The file has more colors than sRGB (${space}). They were converted to sRGB. The original keeps all of them.`,
    cmykPlain:
      'The file uses CMYK colors without a usable color profile. They were converted with a simple formula and may look different.',
  },
};
