/** A clause's count of brackets from an instant on; a withdrawn clause has none. */
export interface BracketChange {
  readonly at: string
  readonly clauseId: string
  readonly brackets: number
}

/** The brackets of a whole proposal at an instant. */
export interface BracketPoint {
  readonly at: string
  readonly brackets: number
}

/** How many brackets a proposal had after each instant at which it changed (BR22); instants are ISO, in UTC. */
export function bracketSeries(changes: readonly BracketChange[]): BracketPoint[] {
  const counts = new Map<string, number>()
  const series: BracketPoint[] = []
  let total = 0
  for (const { at, clauseId, brackets } of [...changes].sort(byInstant)) {
    total += brackets - (counts.get(clauseId) ?? 0)
    counts.set(clauseId, brackets)
    if (series.at(-1)?.at === at) series.pop()
    series.push({ at, brackets: total })
  }
  return series
}

/** At most `most` points of a series, evenly chosen, with the first, the last and every chosen one as it was (BR23). */
export function thinSeries(series: readonly BracketPoint[], most: number): BracketPoint[] {
  if (series.length <= most) return [...series]
  const step = (series.length - 1) / Math.max(1, most - 1)
  return Array.from({ length: most }, (_, index) => series[Math.round(index * step)]).filter(
    (point) => point !== undefined,
  )
}

function byInstant(a: BracketChange, b: BracketChange): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0
}
