/** A cell: a number is written as it is, nothing as an empty cell. */
export type Cell = string | number | null;

/** Tells spreadsheets that the file is UTF-8. */
export const BOM = '\u{feff}';

/** One line of CSV by RFC 4180, with its line end. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = harmless(cell);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Spreadsheets run a text that begins like a formula; after an apostrophe they do not. */
function harmless(text: string): string {
  return /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
}
