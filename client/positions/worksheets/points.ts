/** Points with their sign; a dash where they are unknown. */
export function points(value: number | null | undefined): string {
  if (value === null || value === undefined) return '—'
  return value > 0 ? `+${value}` : String(value).replace('-', '−')
}
