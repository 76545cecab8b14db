/** Text as a CSV file (PO9, CM6): RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`
}

/** A field in quotes; what a spreadsheet would take for a formula begins with an apostrophe. */
function field(value: string): string {
  const safe = /^\s*[=+\-@＝＋－＠|%]/u.test(value) || /^[\t\r]/u.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}
