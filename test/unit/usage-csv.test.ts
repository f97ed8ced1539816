import { describe, expect, it } from 'vitest';
import { type Cell, csvLine } from '../../src/main/usage/csv.ts';
import { fc } from '../fixtures/property.ts';

/** A reader of RFC 4180, sign by sign: all rows of a file. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let at = 0;
  while (at < text.length) {
    if (text[at] === '"') {
      at += 1;
      for (; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (at >= text.length) throw new Error('a quote is not closed');
        if (text[at] === '"') at += 1;
        cell += text[at];
      }
      at += 1;
      if (text[at] !== ',' && text[at] !== '\r') throw new Error(`text after a quote at ${at}`);
    } else if (text[at] === ',') {
      row.push(cell);
      cell = '';
      at += 1;
    } else if (text.startsWith('\r\n', at)) {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at += 2;
    } else {
      if (/["\r\n]/.test(text[at] ?? '')) throw new Error(`a bare ${JSON.stringify(text[at])} at ${at}`);
      cell += text[at];
      at += 1;
    }
  }
  if (row.length > 0 || cell !== '') throw new Error('the last line does not end');
  return rows;
}

const nasty = fc.constantFrom(
  '"',
  '""',
  ',',
  '\r\n',
  '\n',
  '\r',
  '=',
  '+',
  '-',
  '@',
  "'",
  ' ',
  '\t',
  '改',
  ';',
);
const text = fc.oneof(
  fc.string(),
  fc.array(nasty, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('=HYPERLINK("http://x.example","y")', '@SUM(1)', '-1+1', '+cmd|calc', '＝1+1', '\t=1'),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(text, fc.integer(), fc.constant(null));

describe('CSV', () => {
  it('preserves any content, row by row, and no text starts like a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 8 }), { maxLength: 6 }), (rows) => {
        const read = readCsv(rows.map(csvLine).join(''));
        expect(read).toHaveLength(rows.length);
        for (const [y, row] of rows.entries()) {
          expect(read[y]).toHaveLength(row.length);
          for (const [x, original] of row.entries()) {
            const found = read[y]?.[x] ?? '';
            if (typeof original !== 'string') expect(found).toBe(original === null ? '' : String(original));
            else if (/^[=+\-@\t\r]/.test(original)) expect(found).toBe(`'${original}`);
            else expect([original, `'${original}`]).toContain(found);
            if (typeof original === 'string') expect(found).not.toMatch(/^[=+\-@＝＋－＠\t\r]/);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('quotes only if needed, ends lines as in RFC 4180, and leaves numbers alone', () => {
    expect(csvLine(['plain', 'a "b", c', null, -5, '=1', ' x', 0.25])).toBe(
      'plain,"a ""b"", c",,-5,\'=1," x",0.25\r\n',
    );
  });
});
