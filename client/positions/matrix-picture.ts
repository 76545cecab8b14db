import { score, type MatrixRow, type Stance } from '#shared/positions'
import type { Bilingual } from '#shared/kernel'
import { linesOf, type Picture, type Shape } from '../ui/picture.ts'
import { STANCE_SIGNS } from './stances.ts'

const WIDTH = 1120
const EDGE = 28
const GAP = 4
const PAD = 10
const LINE = 19
const SIZE = 13
const DISTANCE = 96
const INK = '#1d2127'
const QUIET = '#555b66'
/** The steps of the scale on paper, from nothing stated to support. */
const STEPS = ['#eeeeeb', '#f3cdc9', '#f7e0cf', '#f4efd9', '#e4f0df', '#cfe6d2']

/** What the picture of the matrix says besides people's own words. */
export interface PictureWords {
  readonly title: string
  readonly note: string
  readonly lang: string
  readonly question: string
  readonly distance: string
  readonly say: (words: Bilingual) => string
  readonly stances: Readonly<Record<Stance, string>>
}

/** The matrix as a picture: light, self-contained, with its contents repeated in words. */
export function matrixPicture(
  topics: readonly { readonly id: string; readonly title: Bilingual }[],
  parties: readonly { readonly id: string; readonly name: string }[],
  rows: readonly MatrixRow[],
  words: PictureWords,
): Picture {
  const column = Math.min(200, 460 / Math.max(1, parties.length))
  const question = WIDTH - 2 * EDGE - DISTANCE - parties.length * (column + GAP) - GAP
  const xOf = (index: number) => EDGE + question + GAP + index * (column + GAP)
  const shapes: Shape[] = []
  const write = (
    text: string,
    x: number,
    y: number,
    look: { size?: number; bold?: boolean; fill?: string } = {},
  ) =>
    shapes.push({
      type: 'text',
      x,
      y,
      size: look.size ?? SIZE,
      bold: look.bold ?? false,
      fill: look.fill ?? INK,
      text,
    })
  const box = (x: number, y: number, width: number, height: number, fill: string) =>
    shapes.push({ type: 'box', x, y, width, height, fill })

  write(words.title, EDGE, 46, { size: 22, bold: true })
  write(words.note, EDGE, 68, { fill: QUIET })
  write(words.question, EDGE + PAD, 100, { bold: true, fill: QUIET })
  parties.forEach(({ name }, index) =>
    write(name, xOf(index) + PAD, 100, { bold: true, fill: QUIET }),
  )
  write(words.distance, xOf(parties.length) + PAD, 100, { bold: true, fill: QUIET })
  let y = 110
  for (const topic of topics) {
    const own = rows.filter(({ topicId }) => topicId === topic.id)
    if (own.length === 0) continue
    write(words.say(topic.title), EDGE + PAD, y + 24, { size: 15, bold: true })
    y += 34
    for (const row of own) {
      const asked = linesOf(words.say(row.text), question - 2 * PAD, SIZE)
      const height = Math.max(1, asked.length) * LINE + 2 * PAD - 4
      box(EDGE, y, question, height, '#ffffff')
      asked.forEach((line, index) => write(line, EDGE + PAD, y + PAD + 11 + index * LINE))
      row.cells.forEach(({ stance }, index) => {
        box(xOf(index), y, column, height, STEPS[score(stance) ?? 0] ?? '#eeeeeb')
        write(`${STANCE_SIGNS[stance]} ${words.stances[stance]}`, xOf(index) + PAD, y + PAD + 11)
      })
      write(
        row.distance === null ? '—' : String(row.distance),
        xOf(parties.length) + PAD,
        y + PAD + 11,
      )
      y += height + GAP
    }
  }
  const height = y + EDGE
  const description = rows
    .map((row) => {
      const cells = row.cells.map(
        ({ stance }, index) => `${parties[index]?.name ?? ''} – ${words.stances[stance]}`,
      )
      return `${words.say(row.text)} ${cells.join('; ')}.`
    })
    .join('\n')
  const paper: Shape = { type: 'box', x: 0, y: 0, width: WIDTH, height, fill: '#fbfaf6' }
  return {
    title: words.title,
    description,
    lang: words.lang,
    width: WIDTH,
    height,
    shapes: [paper, ...shapes],
  }
}
