import type { finish as English } from '../en/finish.ts';
import { counted, number } from './grammar.ts';

const tenths = (value: number) => number(Math.round(value * 10) / 10);
const hundredths = (value: number) => number(Math.round(value * 100) / 100);
const percent = (share: number) => `${share < 0.01 ? hundredths(share * 100) : tenths(share * 100)} %`;
const signed = (value: number) => `${value < 0 ? '−' : '+'}${hundredths(Math.abs(value))}`;

const others = (known: number, failed: number) =>
  [
    ...(known > 0 ? [`${number(known)} schon vorher`] : []),
    ...(failed > 0 ? [`${number(failed)} nicht möglich`] : []),
  ]
    .map((part) => `, ${part}`)
    .join('');

export const finish: typeof English = {
  title: 'Ins Original einsetzen',
  putBack: 'Einsetzen',
  putBackHint: 'Was sich geändert hat, in voller Größe ins Original einsetzen. Nichts wird gesendet.',
  again: 'Neu einsetzen',
  againHint: 'Ändern, wie das Ergebnis ins Original eingesetzt wird. Nichts wird gesendet.',
  find: 'Änderungen suchen',
  findHint: 'Aus dem, was das Ergebnis geändert hat, eine Maske machen. Sie lässt sich nachmalen.',
  finding: 'Änderungen werden gesucht …',
  working: (share: number) => `Wird eingesetzt, ${number(Math.round(share * 100))} %`,
  stop: 'Stopp',
  many: {
    progress: {
      'put-back': (done: number, total: number) => `${number(done)} von ${number(total)} eingesetzt`,
      'match-colors': (done: number, total: number) =>
        `Farben angeglichen: ${number(done)} von ${number(total)}`,
    },
    progressLabel: 'Fertige Bilder',
    end: {
      'put-back': (made: number, known: number, failed: number) =>
        `${counted(made, { one: '1 Bild eingesetzt', other: `${number(made)} Bilder eingesetzt` })}${others(known, failed)}`,
      'match-colors': (made: number, known: number, failed: number) =>
        `${counted(made, { one: '1 Bild angeglichen', other: `${number(made)} Bilder angeglichen` })}${others(known, failed)}`,
    },
    failedHeading: {
      'put-back': (count: number) =>
        counted(count, { one: '1 Bild nicht eingesetzt', other: `${number(count)} Bilder nicht eingesetzt` }),
      'match-colors': (count: number) =>
        counted(count, {
          one: '1 Bild nicht angeglichen',
          other: `${number(count)} Bilder nicht angeglichen`,
        }),
    },
  },
  match: {
    title: (count: number) =>
      counted(count, {
        one: 'Farben von 1 Bild angleichen',
        other: `Farben von ${number(count)} Bildern angleichen`,
      }),
    explain:
      'Die Ergebnisse bekommen die Farben dieses Bilds: Helligkeit und Kontrast von Rot, Grün und Blau. Jedes wird zu einer neuen Version. Nichts wird gesendet.',
    reference: 'Farben von',
    before: 'Jetzt',
    after: 'Angeglichen',
    more: (count: number) => `und ${number(count)} weitere`,
    start: 'Farben angleichen',
    to: 'Farben eines anderen Bilds',
  },
  keep: 'Als neue Version behalten',
  done: 'Fertig',
  mode: 'Übernehmen',
  modes: { composite: 'Pixel', 'carry-over': 'Nur Licht und Farbe' },
  carryOver: 'Licht und Farbe übertragen',
  carryOverHint:
    'Nichts hat sich bewegt: dem Original Licht und Farbe des Ergebnisses geben, mit allen Details. Nichts wird gesendet.',
  mask: 'Wo',
  masks: { found: 'Was sich geändert hat', drawn: 'Gemalte Maske', all: 'Überall' },
  noMask: 'Auf das Original ist noch keine Maske gemalt.',
  threshold: 'Schwelle',
  least: 'Kleinster Teil',
  pixels: (count: number) => `${number(count)} px`,
  percent,
  align: 'Ausrichten',
  matchColor: 'Farben angleichen',
  feather: 'Weiche Kante',
  blend: 'Mischen',
  format: 'Datei',
  formats: { png: 'PNG', webp: 'WebP, verlustfrei' },
  formatHint:
    'Verlustfreies WebP ist kleiner, und das Schreiben dauert länger. Bilder mit Transparenz, in Display P3 oder länger als 16.383 px werden immer als PNG geschrieben.',
  found: (share: number) => `${percent(share)} des Bilds geändert`,
  untouched: (count: number) => {
    if (count === 0) return 'Betrifft das ganze Bild';
    return count >= 1_000_000
      ? `${tenths(count / 1_000_000)} Millionen Pixel unberührt`
      : counted(count, { one: '1 Pixel unberührt', other: `${number(count)} Pixel unberührt` });
  },
  certificate: 'Zertifikat',
  outside: 'Außerhalb der Maske',
  outsideText: (count: number, changed: number) =>
    `${counted(count, { one: '1 Pixel', other: `${number(count)} Pixel` })}, ${number(changed)} abweichend`,
  inside: 'Innerhalb',
  insideText: (share: number) => `${percent(share)} des Bilds`,
  moved: 'Ergebnis war verschoben um',
  movedText: (x: number, y: number, scale: number) =>
    `${signed(x)}, ${signed(y)} px, skaliert auf ${hundredths(scale * 100)} %`,
  color: 'Farben angeglichen',
  colorText: (red: number, green: number, blue: number) =>
    `Rot × ${hundredths(red)}, Grün × ${hundredths(green)}, Blau × ${hundredths(blue)}`,
  measured: 'Gemessen an der geschriebenen Datei, die dafür wieder gelesen wurde.',
  lost: 'Vom Original nicht übernommen',
  willLack: (notes: string) => `Nicht übernommen: ${notes}`,
  versions: 'Versionen',
  raw: 'Wie es zurückkam',
  version: (place: number) => `Version ${number(place)}`,
};
