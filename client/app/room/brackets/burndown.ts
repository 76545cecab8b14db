import type { BracketPoint } from '#shared/proposals'
import type { Picture, Shape } from '../../../ui/picture.ts'

/** A line of the burn-down: all brackets, or those that one delegation holds. */
export interface Line {
  readonly key: string
  readonly name: string
  /** Its colour on paper and its dashes, so that it is known without colour. */
  readonly paper: string
  readonly dash: readonly number[]
}

/** Where something of the burn-down stands, in the units of its picture. */
export interface Plotted {
  readonly width: number
  readonly height: number
  readonly lines: readonly {
    readonly line: Line
    readonly points: readonly (readonly [number, number])[]
    readonly last: number
  }[]
  readonly sessions: readonly { readonly number: number; readonly x: number }[]
  readonly marks: readonly { readonly value: number; readonly y: number }[]
}

/** The colours of delegations on paper, by their order, and their dashes. */
const PAPER = ['#0d6b72', '#8c4a0c', '#6d4f00', '#7a3b6d']
const DASHES: readonly (readonly number[])[] = [
  [7, 3],
  [2, 3],
  [10, 3, 2, 3],
  [4, 2, 1, 2],
]

/** The lines of a burn-down: the total, then each delegation in the order of the dialogue. */
export function linesOfBurndown(
  total: string,
  parties: readonly { readonly label: string; readonly name: string }[],
): Line[] {
  return [
    { key: '', name: total, paper: '#1d2127', dash: [] },
    ...parties.map(({ label, name }, index) => ({
      key: label,
      name,
      paper: PAPER[index % PAPER.length] ?? '#1d2127',
      dash: DASHES[index % DASHES.length] ?? [],
    })),
  ]
}

/** How many brackets a line counts at a point. */
export function valueOf({ brackets, held }: BracketPoint, key: string): number {
  return key === '' ? brackets : (held[key] ?? 0)
}

const EDGE = { left: 34, right: 14, top: 12, bottom: 22 }

/**
 * Lays a burn-down out. Its points stand at even distances, one for each change, because a text rests for months and
 * then changes in an afternoon; where sessions began is marked. `starts` are indices of points, by session.
 */
export function plot(
  series: readonly BracketPoint[],
  lines: readonly Line[],
  starts: readonly { readonly number: number; readonly index: number }[],
  { width, height }: { readonly width: number; readonly height: number },
): Plotted {
  const most = Math.max(4, ...series.map(({ brackets }) => brackets))
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((each) => most / each <= 4) ?? 1000
  const top = Math.ceil(most / step) * step
  const inner = width - EDGE.left - EDGE.right
  const x = (index: number) => round(EDGE.left + (inner * index) / Math.max(1, series.length - 1))
  const y = (value: number) =>
    round(height - EDGE.bottom - ((height - EDGE.top - EDGE.bottom) * value) / top)
  return {
    width,
    height,
    lines: lines.map((line) => ({
      line,
      last: valueOf(series.at(-1) ?? NOTHING, line.key),
      points: series.flatMap((point, index): [number, number][] => {
        const before = series[index - 1]
        const here: [number, number] = [x(index), y(valueOf(point, line.key))]
        return before === undefined ? [here] : [[x(index), y(valueOf(before, line.key))], here]
      }),
    })),
    sessions: starts.map(({ number, index }) => ({
      number,
      x: x(Math.min(index, Math.max(0, series.length - 1))),
    })),
    marks: Array.from({ length: top / step + 1 }, (_, index) => {
      return { value: index * step, y: y(index * step) }
    }),
  }
}

const NOTHING: BracketPoint = { at: '', brackets: 0, held: {} }

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** What the picture of a burn-down says. */
export interface BurndownWords {
  readonly title: string
  readonly note: string
  readonly description: string
  readonly lang: string
  readonly session: (number: number) => string
}

/** The burn-down as a picture to keep. */
export function burndownPicture(plotted: Plotted, words: BurndownWords): Picture {
  const { width, height } = plotted
  const head = 78
  const foot = 30
  const shapes: Shape[] = [
    { type: 'box', x: 0, y: 0, width: width + 40, height: height + head + foot, fill: '#fbfaf6' },
    { type: 'text', x: 20, y: 36, size: 20, bold: true, fill: '#1d2127', text: words.title },
    { type: 'text', x: 20, y: 58, size: 13, fill: '#555b66', text: words.note },
  ]
  const at = ([x, y]: readonly [number, number]) => [x + 20, y + head] as const
  const text = (x: number, y: number, said: string, fill = '#555b66') =>
    shapes.push({ type: 'text', x: x + 20, y: y + head, size: 12, fill, text: said })
  for (const { value, y } of plotted.marks) {
    const points = [at([EDGE.left, y]), at([width - EDGE.right, y])]
    shapes.push({ type: 'line', points, stroke: '#e2ded2', width: 1 })
    text(4, y + 4, String(value))
  }
  for (const { number, x } of plotted.sessions) {
    const points = [at([x, EDGE.top]), at([x, height - EDGE.bottom])]
    shapes.push({ type: 'line', points, stroke: '#656a74', width: 1, dash: [2, 2] })
    text(x + 4, height - 6, words.session(number))
  }
  let key = EDGE.left
  for (const { line, points, last } of plotted.lines) {
    const { paper, dash } = line
    shapes.push({ type: 'line', points: points.map(at), stroke: paper, width: 2, dash })
    const y = height + 18
    shapes.push({
      type: 'line',
      points: [at([key, y - 4]), at([key + 26, y - 4])],
      stroke: paper,
      width: 2,
      dash,
    })
    text(key + 32, y, `${line.name} · ${last}`, paper)
    key += 190
  }
  return {
    title: words.title,
    description: words.description,
    lang: words.lang,
    width: width + 40,
    height: height + head + foot,
    shapes,
  }
}
