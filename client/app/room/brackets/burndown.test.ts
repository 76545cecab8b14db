import { describe, expect, it } from 'vitest'
import { svgOf } from '../../../ui/picture.ts'
import { burndownPicture, linesOfBurndown, plot } from './burndown.ts'

const point = (brackets: number, held: Record<string, number> = {}) => ({ at: '', brackets, held })
const series = [point(2, { A: 1 }), point(9, { A: 4, B: 3 }), point(5, { B: 2 })]
const lines = linesOfBurndown('All', [
  { label: 'A', name: 'Delegation A' },
  { label: 'B', name: 'Delegation B & Co' },
])
const starts = [{ number: 1, index: 1 }]

describe('the burn-down', () => {
  const plotted = plot(series, lines, starts, { width: 400, height: 200 })

  it('goes in steps: a count holds until the next change', () => {
    const [all, a] = plotted.lines
    expect(all!.points).toHaveLength(5)
    expect(all!.points[1]![1]).toBe(all!.points[0]![1])
    expect(all!.points[1]![0]).toBe(all!.points[2]![0])
    expect(plotted.lines.map(({ last }) => last)).toEqual([5, 0, 2])
    const lowest = plotted.marks[0]!.y
    expect(a!.points.at(-1)![1]).toBe(lowest)
    expect(Math.max(...plotted.marks.map(({ value }) => value))).toBeGreaterThanOrEqual(9)
    expect(plotted.sessions).toEqual([{ number: 1, x: all!.points[2]![0] }])
  })

  it('stands within its frame, however short or long', () => {
    for (const some of [[], [point(0)], Array.from({ length: 400 }, (_, n) => point(n))]) {
      const { lines: drawn } = plot(some, lines, [{ number: 1, index: 0 }], { width: 300, height: 120 }) // prettier-ignore
      for (const [x, y] of drawn.flatMap(({ points }) => points)) {
        expect(x >= 0 && x <= 300 && y >= 0 && y <= 120).toBe(true)
      }
    }
  })

  it('is kept as a picture with its words, in lines that are told apart without colour', () => {
    const svg = svgOf(
      burndownPicture(plotted, {
        title: 'Brackets',
        note: 'A text',
        description: 'From 2 to 5',
        lang: 'en',
        session: (number) => `S${number}`,
      }),
    )
    expect(svg).toContain('<desc id="desc">From 2 to 5</desc>')
    expect(svg).toContain('Delegation B &amp; Co · 2')
    expect(svg.match(/<polyline/g)!.length).toBe(2 * 3 + plotted.marks.length + 1)
    expect(new Set([...svg.matchAll(/stroke-width="2"( stroke-dasharray="[^"]*")?/g)].map(([, dash]) => dash)).size).toBe(3) // prettier-ignore
  })
})
