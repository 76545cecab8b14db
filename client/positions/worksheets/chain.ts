import { responseEdges, type Measure } from '#shared/positions'

/** Where a measure stands in the picture of the chain: its column (how many answers deep) and its place in it. */
export interface Place {
  readonly measure: Measure
  readonly column: number
  readonly row: number
}

/** The chain of measures and answers: every measure in a column right of all it answers. */
export function chainOf(measures: readonly Measure[]): {
  readonly places: readonly Place[]
  readonly edges: readonly { readonly from: Place; readonly to: Place }[]
  readonly columns: number
  readonly rows: number
} {
  const columns = new Map<string, number>()
  // A measure can answer only those that stand before it.
  for (const { id, answers } of measures) {
    columns.set(id, 1 + Math.max(-1, ...answers.map((answered) => columns.get(answered) ?? -1)))
  }
  const filled = new Map<number, number>()
  const places = measures.map((measure) => {
    const column = columns.get(measure.id) ?? 0
    const row = filled.get(column) ?? 0
    filled.set(column, row + 1)
    return { measure, column, row }
  })
  const byId = new Map(places.map((place) => [place.measure.id, place]))
  const edges = responseEdges(measures).flatMap(({ from, to }) => {
    const [start, end] = [byId.get(from), byId.get(to)]
    return start === undefined || end === undefined ? [] : [{ from: start, to: end }]
  })
  return { places, edges, columns: filled.size, rows: Math.max(0, ...filled.values()) }
}

/** Where an arrow key leads in the picture: to an answer, back to what is answered, up or down in the column. */
export function nextPlace(
  { places, edges }: ReturnType<typeof chainOf>,
  from: Place,
  key: string,
): Place | undefined {
  switch (key) {
    case 'ArrowRight':
      return edges.find((edge) => edge.from === from)?.to
    case 'ArrowLeft':
      return edges.find((edge) => edge.to === from)?.from
    case 'ArrowUp':
    case 'ArrowDown': {
      const row = from.row + (key === 'ArrowUp' ? -1 : 1)
      return places.find((place) => place.column === from.column && place.row === row)
    }
    case 'Home':
      return places[0]
    case 'End':
      return places.at(-1)
    default:
      return undefined
  }
}
