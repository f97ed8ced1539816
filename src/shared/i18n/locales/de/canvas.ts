import type { canvas as English } from '../en/canvas.ts';
import { counted, number } from './grammar.ts';

const signed = (value: number, digits = 0) => {
  const rounded = Number(value.toFixed(digits));
  return rounded < 0 ? `−${number(-rounded)}` : `${rounded > 0 ? '+' : ''}${number(rounded)}`;
};

export const canvas: typeof English = {
  title: 'Bildansicht',
  choose: 'Zum Anzeigen ein Bild auswählen.',
  frame: 'Bild. Im vergrößerten Zustand mit den Pfeiltasten verschieben.',
  purged: (name) => `${name} wurde endgültig gelöscht. Nur der Verlauf ist noch vorhanden.`,
  missing: (name) => `${name} kann nicht angezeigt werden: Die Datei fehlt oder ist beschädigt.`,
  before: 'Vorher',
  after: 'Nachher',
  source: 'Ausgangsbild',
  result: 'Ergebnis',
  seedFollows: '· Seed',
  seed: 'Seed',
  beforeAndAfter: 'Vorher/Nachher-Regler',
  sliderAt: (percent, side) => `${percent} % ${side === 'before' ? 'vorher' : 'nachher'}`,

  zoom: 'Zoom',
  fit: 'Einpassen',
  actual: '1:1',
  actualHint: 'Originalgröße: ein Bildpixel pro Bildschirmpixel',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  zoomField: 'Zoomstufe (%)',

  modes: 'Vergleichsansichten',
  compare: 'Vorher/Nachher',
  compareHint: 'Vorher und nachher mit einem Regler vergleichen',
  nothingToCompare: 'Noch kein Ergebnis zum Vergleichen',
  side: 'Nebeneinander',
  sideHint: 'Nebeneinander, Zoom und Ausschnitt gekoppelt',
  blink: 'Abwechselnd',
  blinkHint: 'Beide im Wechsel. Taste gedrückt halten für einen kurzen Blick.',
  difference: 'Differenzkarte',
  differenceHint: 'Wo und wie stark sich die Bilder unterscheiden',
  grid: 'Vergleichsraster',
  gridHint: 'Bis zu 4 Bilder: Ausgangsbild mit den neuesten Ergebnissen oder eigene Auswahl',
  tools: 'Details prüfen',
  loupe: 'Lupe',
  loupeHint: 'Pixel unter dem Zeiger in allen Bildern vergrößern',
  numbers: 'Messwerte',
  numbersHint: 'Was sich geändert hat, und die Farbe unter dem Zeiger',
  moreViews: 'Weitere Ansichten',

  pace: 'Geschwindigkeit',
  paceText: (milliseconds) => `${number(Math.round(milliseconds / 100) / 10)} s pro Bild`,
  pause: 'Pause',
  resume: 'Fortsetzen',
  step: 'Anderes Bild anzeigen',
  amplify: 'Verstärkung',
  amplifyText: (gain) => `${number(gain)}×`,
  threshold: 'Schwellenwert',
  thresholdText: (levels) => `${number(levels)} von 255`,
  legend: 'Farbskala: kleine bis große Abweichung',
  mapping: 'Bilder werden verglichen …',
  mapFailed: 'Die Differenzkarte konnte nicht erstellt werden.',
  noDifference: 'Keine Abweichung über dem Schwellenwert.',

  reference: 'Referenz',
  measureThis: 'Dieses Bild messen',
  compareSelected: 'Diese Bilder vergleichen',
  makeReference: (name) => `${name} als Referenz verwenden`,
  takeOut: (name) => `${name} aus dem Vergleich entfernen`,
  swapWithNext: (name) => `${name} mit dem nächsten Bild tauschen`,
  addedToComparison: (name, count) =>
    `${name} zum Vergleich hinzugefügt (${counted(count, { one: '1 Bild', other: `${number(count)} Bilder` })})`,
  comparisonFull: (most) =>
    `Es lassen sich höchstens ${number(most)} Bilder vergleichen. Zuerst eines entfernen.`,
  showComparison: 'Anzeigen',

  numbersTitle: 'Änderungen',
  measuring: 'Wird gemessen …',
  onePicture: 'Zwei Bilder vergleichen, um die Änderungen zu sehen.',
  samePixels: 'Alle Pixel stimmen überein.',
  changed: 'Geändert',
  similarity: 'SSIM',
  largest: 'Max. Abweichung',
  largestHint: 'Größte Abweichung in einem Farbkanal, von 255',
  otherSize: 'Andere Größe',
  colorShift: 'Farbverschiebung',
  colorShiftText: (red, green, blue) => `R ${signed(red, 1)} G ${signed(green, 1)} B ${signed(blue, 1)}`,
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
  color: 'Farbe unter dem Zeiger',
  noColor: 'Außerhalb des Bilds',
  pointAt: 'Zeiger über das Bild bewegen, um Farben abzulesen.',
  copyColor: 'Farbe kopieren',
  colorCopied: (hex) => `${hex} kopiert`,
  apart: 'Unterschied',
  apartText: (red, green, blue) => `${signed(red)} ${signed(green)} ${signed(blue)}`,
  largeReduced: 'Bild ist zu groß zum Auslesen',

  lacks: {
    embeddedPreview: (width, height) => `eingebettete Vorschau, ${width} × ${height}`,
    embeddedPreviewHint:
      'Dies ist die JPEG-Vorschau, die die Kamera in der Raw-Datei gespeichert hat. Die Raw-Daten werden nicht entwickelt und bleiben im Original.',
    bitDepth: (bits) => `8 von ${bits} Bit`,
    bitDepthHint: (bits) =>
      `Die Datei hat ${bits} Bit pro Kanal. Reseed zeigt und bearbeitet 8. Das Original behält alle.`,
    pages: (count) => `Seite 1 von ${number(count)}`,
    pagesHint: (count) =>
      `Die Datei enthält ${number(count)} Bilder. Reseed zeigt und bearbeitet das erste. Das Original behält alle.`,
    animation: 'erstes Einzelbild',
    animationHint:
      'Die Datei ist animiert. Reseed zeigt und bearbeitet das erste Einzelbild. Das Original behält alle.',
    layers: 'ohne Ebenen',
    layersHint:
      'Die Datei hat Ebenen. Reseed zeigt und bearbeitet das Gesamtbild. Das Original behält die Ebenen.',
    hdr: 'Standardumfang',
    hdrHint:
      'Die Datei hat einen hohen Dynamikumfang. Reseed zeigt und bearbeitet den Standardumfang. Das Original behält den Rest.',
    cmyk: 'aus CMYK',
    cmykByProfile:
      'Die Datei verwendet CMYK-Farben. Sie wurden mit ihrem eigenen Farbprofil in sRGB umgerechnet.',
    spaces: {
      'adobe-rgb': 'Adobe RGB',
      'display-p3': 'Display P3',
      prophoto: 'ProPhoto RGB',
      'rec-2020': 'Rec. 2020',
      other: 'großer Farbraum',
    },
    wideGamut: (space: string) => `sRGB aus ${space}`,
    wideGamutHint: (space: string) =>
      `Die Datei enthält mehr Farben als sRGB (${space}). Sie wurden in sRGB umgewandelt. Das Original behält alle.`,
    cmykPlain:
      'Die Datei verwendet CMYK-Farben ohne brauchbares Farbprofil. Sie wurden mit einer einfachen Formel umgerechnet und können abweichen.',
  },
};
