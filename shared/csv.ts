/** A table as CSV (RFC 4180, UTF-8 with a mark, since spreadsheets take it for something else without). */

/** What a spreadsheet would run as a formula, also in full-width form and behind spaces (security.md, CSV). */
const FORMULA = /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** A cell: always quoted; one that a spreadsheet would run begins with an apostrophe. */
function cell(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** The head and the rows of a table. Numbers stay numbers, everything else is text. */
export function csv(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(cell).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
