/** A clause's brackets from an instant on; a withdrawn clause has none. */
export interface BracketChange {
  readonly at: string
  readonly clauseId: string
  readonly brackets: number
  /** How many each delegation holds, by its key. */
  readonly held?: Readonly<Record<string, number>>
}

/** The brackets of a whole proposal at an instant. */
export interface BracketPoint {
  readonly at: string
  readonly brackets: number
  readonly held: Readonly<Record<string, number>>
}

/** How many brackets a proposal had after each instant at which it changed, in all and by holder (BR22); instants are ISO, in UTC. */
export function bracketSeries(changes: readonly BracketChange[]): BracketPoint[] {
  const counts = new Map<string, BracketChange>()
  const series: BracketPoint[] = []
  let total = 0
  let held: Readonly<Record<string, number>> = {}
  for (const change of [...changes].sort(byInstant)) {
    const before = counts.get(change.clauseId)
    total += change.brackets - (before?.brackets ?? 0)
    held = moved(held, before?.held ?? {}, change.held ?? {})
    counts.set(change.clauseId, change)
    if (series.at(-1)?.at === change.at) series.pop()
    series.push({ at: change.at, brackets: total, held })
  }
  return series
}

function moved(
  held: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const keys = new Set([...Object.keys(held), ...Object.keys(after)])
  return Object.fromEntries(
    Array.from(keys, (key) => [key, (held[key] ?? 0) - (before[key] ?? 0) + (after[key] ?? 0)]),
  )
}

/** At most `most` points of a series, evenly chosen, with the first, the last and every chosen one as it was (BR23). */
export function thinSeries<P>(series: readonly P[], most: number): P[] {
  if (series.length <= most) return [...series]
  const step = (series.length - 1) / Math.max(1, most - 1)
  return Array.from({ length: most }, (_, index) => series[Math.round(index * step)]).filter(
    (point) => point !== undefined,
  )
}

/** What a session did to the brackets: how many there were when it began, at most, and when it ended. */
export interface BracketStretch {
  readonly from: number
  readonly to: number
  readonly start: BracketPoint | undefined
  readonly most: number
  readonly end: BracketPoint | undefined
}

/**
 * Cuts a series where sessions began (BR29): stretch 0 is what happened before the first of them, stretch n the n-th
 * session with the time after it. `from` and `to` are indices of points, `to` exclusive; `start` is what it found.
 */
export function bySession(
  series: readonly BracketPoint[],
  begins: readonly string[],
): BracketStretch[] {
  const bounds = begins.map((at) => {
    const index = series.findIndex((point) => point.at >= at)
    return index === -1 ? series.length : index
  })
  return [0, ...bounds].map((from, index) => {
    const to = bounds[index] ?? series.length
    const own = series.slice(from, to)
    const start = series[from - 1]
    const end = own.at(-1) ?? start
    const counts = own.map(({ brackets }) => brackets)
    return { from, to, start, most: Math.max(start?.brackets ?? 0, ...counts), end }
  })
}

function byInstant(a: { readonly at: string }, b: { readonly at: string }): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0
}
