import type { canvas as English } from '../en/canvas.ts';
import { counted, number } from './grammar.ts';

const signed = (value: number, digits = 0) => {
  const rounded = Number(value.toFixed(digits));
  return rounded < 0 ? `−${number(-rounded)}` : `${rounded > 0 ? '+' : ''}${number(rounded)}`;
};

export const canvas: typeof English = {
  title: 'Leinwand',
  choose: 'Ein Bild auswählen, um es hier zu sehen.',
  frame: 'Bild. Pfeiltasten verschieben es, wenn es vergrößert ist.',
  purged: (name) => `${name} wurde endgültig gelöscht; nur sein Verlauf ist noch da.`,
  missing: (name) => `${name} kann nicht gezeigt werden: Die Datei fehlt oder ist beschädigt.`,
  before: 'Vorher',
  after: 'Nachher',
  source: 'Ausgangsbild',
  result: 'Ergebnis',
  withSeed: (word) => `${word} · Seed`,
  seed: 'Seed',
  beforeAndAfter: 'Vorher und nachher',
  sliderAt: (percent, side) => `${percent} % ${side === 'before' ? 'vorher' : 'nachher'}`,

  zoom: 'Zoom',
  fit: 'Einpassen',
  actual: '1:1',
  actualHint: 'Ein Bildpunkt auf einem Bildschirmpunkt',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  zoomField: 'Zoom in Prozent',

  modes: 'Arten zu vergleichen',
  compare: 'Vergleichen',
  compareHint: 'Vorher und nachher mit einem Schieber',
  nothingToCompare: 'Noch kein Ergebnis zum Vergleichen',
  side: 'Nebeneinander',
  sideHint: 'Nebeneinander, gemeinsam vergrößert und verschoben',
  blink: 'Abwechselnd',
  blinkHint: 'Beide im Wechsel; Taste halten für einen kurzen Blick',
  difference: 'Unterschiede',
  differenceHint: 'Wo sich die Bilder unterscheiden, und wie stark',
  grid: 'Bis zu 4 Bilder',
  gridHint: 'Das Ausgangsbild mit den neuesten Ergebnissen, oder selbst zusammengestellte Bilder',
  tools: 'Genauer hinsehen',
  loupe: 'Lupe',
  loupeHint: 'Die Bildpunkte unter dem Zeiger, in jedem gezeigten Bild',
  numbers: 'Zahlen',
  numbersHint: 'Die Änderung in Zahlen und die Farbe unter dem Zeiger',
  moreViews: 'Weitere Ansichten',

  pace: 'Tempo',
  paceText: (milliseconds) => `${number(Math.round(milliseconds / 100) / 10)} s je Bild`,
  pause: 'Anhalten',
  goOn: 'Weiter',
  step: 'Das andere zeigen',
  amplify: 'Verstärken',
  amplifyText: (gain) => `${number(gain)}×`,
  threshold: 'Übergehen bis',
  thresholdText: (levels) => `${number(levels)} von 255`,
  legend: 'Wenig bis viel',
  mapping: 'Unterschiede werden gesucht …',
  mapFailed: 'Die Karte der Unterschiede konnte nicht erstellt werden.',
  noDifference: 'Kein Unterschied über der Schwelle.',

  reference: 'Bezugsbild',
  measureThis: 'Die Änderung in diesem Bild zeigen',
  compareSelected: 'Diese Bilder vergleichen',
  makeReference: (name) => `An ${name} messen`,
  takeOut: (name) => `${name} aus dem Vergleich nehmen`,
  swapWithNext: (name) => `${name} mit dem nächsten tauschen`,
  addedToComparison: (name, count) =>
    `${name} zum Vergleich hinzugefügt: ${counted(count, { one: '1 Bild', other: `${number(count)} Bilder` })}`,
  comparisonFull: (most) => `Es werden schon ${number(most)} Bilder verglichen. Erst eines herausnehmen.`,
  showComparison: 'Zeigen',
  verdicts: { identical: 'Identisch', near: 'Nah', drifted: 'Abgewichen', different: 'Anders' },

  numbersTitle: 'Änderung',
  measuring: 'Wird gemessen …',
  onePicture: 'Zwei Bilder vergleichen, um die Änderung zwischen ihnen zu sehen.',
  samePixels: 'Jeder Bildpunkt ist gleich.',
  changed: 'Geändert',
  similarity: 'SSIM',
  largest: 'Höchstens',
  largestHint: 'Größter Unterschied eines Farbkanals, von 255',
  otherSize: 'Andere Größe',
  colourShift: 'Farbe',
  colourShiftText: (red, green, blue) => `R ${signed(red, 1)} G ${signed(green, 1)} B ${signed(blue, 1)}`,
  movement: 'Verschiebung',
  notMoved: 'Nicht verschoben',
  cannotTell: 'Verschiebung nicht erkennbar',
  cannotTellHint: 'Die Bilder haben zu wenig gemeinsam, um eine Verschiebung zu erkennen.',
  movedText: (ways) => `Verschoben: ${ways}`,
  moved: (x, y) =>
    [
      ...(x === 0 ? [] : [`${number(Math.abs(x))} px nach ${x > 0 ? 'rechts' : 'links'}`]),
      ...(y === 0 ? [] : [`${number(Math.abs(y))} px nach ${y > 0 ? 'unten' : 'oben'}`]),
    ].join(', '),
  grown: (percent) => `${number(Math.abs(percent))} % ${percent > 0 ? 'größer' : 'kleiner'}`,
  share: (percent) => `${percent} %`,
  under: (percent) => `unter ${percent} %`,
  over: (percent) => `über ${percent} %`,
  shareDigits: (percent) => number(percent),

  pixel: (column, row) => `x ${column}, y ${row}`,
  colour: 'Farbe unter dem Zeiger',
  noColour: 'Außerhalb des Bildes',
  pointAt: 'Auf das Bild zeigen, um Farben abzulesen.',
  copyColour: 'Farbe kopieren',
  colourCopied: (hex) => `${hex} kopiert`,
  apart: 'Unterschied',
  apartText: (red, green, blue) => `${signed(red)} ${signed(green)} ${signed(blue)}`,
  largeReduced: 'Zu groß, um mit abgelesen zu werden',

  lacks: {
    embeddedPreview: (width, height) => `eingebettete Vorschau, ${width} × ${height}`,
    embeddedPreviewHint:
      'Zu sehen ist das JPEG, das die Kamera in die Rohdatei gelegt hat. Die Rohdaten werden nicht entwickelt; sie bleiben im Original.',
    bitDepth: (bits) => `8 von ${bits} Bit`,
    bitDepthHint: (bits) =>
      `Die Datei hat ${bits} Bit je Kanal. Reseed zeigt und bearbeitet 8; das Original behält alle.`,
    pages: (count) => `Seite 1 von ${number(count)}`,
    pagesHint: (count) =>
      `Die Datei enthält ${number(count)} Bilder. Reseed zeigt und bearbeitet das erste; das Original behält alle.`,
    animation: 'erstes Einzelbild',
    animationHint:
      'Die Datei ist bewegt. Reseed zeigt und bearbeitet das erste Einzelbild; das Original behält alle.',
    layers: 'ohne Ebenen',
    layersHint:
      'Die Datei hat Ebenen. Reseed zeigt und bearbeitet das Gesamtbild; das Original behält die Ebenen.',
    hdr: 'Standardumfang',
    hdrHint:
      'Die Datei hat einen hohen Dynamikumfang. Reseed zeigt und bearbeitet den Standardumfang; das Original behält den Rest.',
    cmyk: 'aus CMYK',
    cmykByProfile: 'Die Datei ist in Druckfarben, mit ihrem eigenen Farbprofil in sRGB umgerechnet.',
    cmykPlain:
      'Die Datei ist in Druckfarben ohne brauchbares Farbprofil. Die Farben sind nach einer einfachen Formel umgerechnet und können abweichen.',
  },
};
