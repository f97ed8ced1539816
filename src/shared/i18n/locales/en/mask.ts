import { number } from './grammar.ts';

/** A length in pixels, or a share of them. */
const pixels = (count: number) => `${number(count)} px`;
const megapixels = (count: number) => `${number(Math.round(count / 100_000) / 10)} MP`;
/** "1:1", or "1 : 4.9" if scaled down. */
const scaleText = (scale: number) => (scale <= 1.05 ? '1:1' : `1 : ${number(Math.round(scale * 10) / 10)}`);

export const mask = {
  tools: 'Tools',
  tool: {
    region: 'Region',
    brush: 'Brush',
    lasso: 'Lasso',
    polygon: 'Polygon',
    ellipse: 'Ellipse',
    rectangle: 'Rectangle',
    protect: 'Protect',
  },
  hint: {
    region: 'Region: send only this part of the picture. Drag, or use the arrow keys.',
    brush: 'Brush: paint where the picture may change. Shift draws straight lines, Alt erases.',
    lasso: 'Lasso: draw around what may change',
    polygon: 'Polygon: click corner by corner. Enter or a double-click closes it.',
    ellipse: 'Ellipse: drag, with Shift for a circle',
    rectangle: 'Rectangle: drag, with Shift for a square',
    protect: 'Protect: paint over what must not leave this computer, such as faces or license plates',
  },
  options: 'Tool options',
  done: 'Done',
  drawWith: 'Draw with',
  padLabel: (width: number, height: number, fill: string) =>
    `${number(width)} × ${number(height)} px · ${fill}`,
  size: (width: number, height: number) => `${number(width)} × ${number(height)}`,
  brushSize: 'Size',
  pixels,
  hardness: 'Hardness',
  percent: (share: number) => `${number(Math.round(share * 100))}%`,
  erase: 'Erase',
  eraseHint: 'Take away from the mask',
  feather: 'Feather',
  context: 'Context',
  invert: 'Invert',
  grow: 'Grow',
  growHint: (by: number) => `Grow by ${pixels(by)}`,
  shrink: 'Shrink',
  shrinkHint: (by: number) => `Shrink by ${pixels(by)}`,
  clear: 'Clear',
  clearHint: 'Clear the mask',
  undo: 'Undo stroke',
  redo: 'Redo stroke',
  fitToMask: 'Fit to mask',
  fitToMaskHint: 'Fit the region to the mask, with context around it',
  removeRegion: 'Remove region',
  view: 'Mask view',
  look: { outside: 'Dim the rest', inside: 'Color the mask', mask: 'Black and white' },
  color: 'Color',
  colors: { gray: 'Gray', red: 'Red', green: 'Green', blue: 'Blue', yellow: 'Yellow' },
  opacity: 'Opacity',
  protectedShare: (share: string) => `${share} protected`,
  maskShare: (share: string) => `${share} may change`,
  /** For screen readers, and shown if nothing is drawn. */
  regionAt: (width: number, height: number, x: number, y: number) =>
    `${number(width)} × ${number(height)} px at ${number(x)}, ${number(y)}`,
  noRegion: 'No region: the whole picture is sent',
  noMask: 'Nothing painted yet',
  wait: 'Working…',

  work: {
    title: 'What is sent and what may change',
    region: (width: number, height: number, of: number) =>
      `${number(width)} × ${number(height)} px of ${megapixels(of)}`,
    gain: (scale: number, whole: number) =>
      `Sent ${scaleText(scale)}. The whole picture would be ${scaleText(whole)}.`,
    change: (share: string) => `${share} of the picture may change`,
    protect: (share: string) => `${share} is replaced before the picture is sent`,
    remove: 'Remove region, masks, and padding',
    removed: 'The whole picture is sent. Region, masks, and padding were removed.',
    reset: 'Send whole picture',
    pad: 'Pad to ratio',
    padHelp: 'Extends the picture so that the model can paint what is outside it.',
    noPad: 'No padding',
    fill: 'Fill with',
    fills: { mirror: 'Mirrored picture', edge: 'Stretched edge', flat: 'Flat color' },
    padded: (width: number, height: number) => `Padded to ${number(width)} × ${number(height)} px`,
    samePad: 'The picture already has this ratio.',
  },
};
