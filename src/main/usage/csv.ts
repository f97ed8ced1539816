/** A cell. Numbers are written unquoted, null as an empty cell. */
export type Cell = string | number | null;

/** Tells spreadsheets that the file is UTF-8. */
export const BOM = '\u{feff}';

/** One CSV line by RFC 4180, including its line break. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = harmless(cell);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Spreadsheets execute text that looks like a formula, unless it starts with an apostrophe. */
function harmless(text: string): string {
  return /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
}
