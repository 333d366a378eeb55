/**
 * Rows as CSV (RFC 4180). What spreadsheets would take for a formula begins with an apostrophe, as OWASP advises: words
 * that people wrote must not run on an administrator's machine.
 */
export const csv = (rows: string[][]): string => rows.map(row => `${row.map(quoted).join(',')}\r\n`).join('');

function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
