import { readXml } from './xml.ts'

interface Level {
  format: string
  text: string
  start: number
}

/** The lists of a document: gives each numbered paragraph the mark that a reader of the document sees. */
export interface Numbering {
  /** The mark of the next paragraph of a list at a level; `null` for a list that is not known. */
  next(list: string, level: number): { bullet: boolean; mark: string } | null
}

/** Reads the part that defines a document's lists. */
export function readNumbering(source: string | undefined): Numbering {
  const levels = new Map<string, Map<number, Level>>()
  const lists = new Map<string, string>()
  if (source !== undefined) readLists(source, levels, lists)
  const counters = new Map<string, number[]>()
  return {
    next(list, level) {
      const definition = levels.get(lists.get(list) ?? '')
      const own = definition?.get(level)
      if (!definition || !own) return null
      if (own.format === 'bullet' || own.format === 'none') return { bullet: true, mark: '-' }
      const counts = counters.get(list) ?? []
      counts[level] = (counts[level] ?? own.start - 1) + 1
      counts.length = level + 1
      counters.set(list, counts)
      const mark = own.text.replace(/%([1-9])/g, (_, digit: string) => {
        const at = Number(digit) - 1
        const shape = definition.get(at)
        return written(counts[at] ?? shape?.start ?? 1, shape?.format ?? 'decimal')
      })
      return { bullet: false, mark }
    },
  }
}

function readLists(
  source: string,
  levels: Map<string, Map<number, Level>>,
  lists: Map<string, string>,
): void {
  let family: Map<number, Level> | undefined
  let level: Level | undefined
  let list = ''
  readXml(source, {
    open(name, attribute) {
      const value = attribute('val') ?? ''
      if (name === 'w:abstractNum') {
        family = new Map()
        levels.set(attribute('abstractNumId') ?? '', family)
      } else if (name === 'w:lvl') {
        level = { format: 'decimal', text: '%1.', start: 1 }
        family?.set(Number(attribute('ilvl') ?? 0), level)
      } else if (name === 'w:num') {
        list = attribute('numId') ?? ''
        family = undefined
      } else if (name === 'w:abstractNumId') lists.set(list, value)
      else if (level && name === 'w:numFmt') level.format = value
      else if (level && name === 'w:lvlText') level.text = value
      else if (level && name === 'w:start') level.start = Number(value) || 0
    },
    close(name) {
      if (name === 'w:lvl') level = undefined
    },
    text: () => undefined,
  })
}

function written(count: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(count)
    case 'upperLetter':
      return letters(count).toUpperCase()
    case 'lowerRoman':
      return roman(count)
    case 'upperRoman':
      return roman(count).toUpperCase()
    default:
      return `${count}`
  }
}

function letters(count: number): string {
  const letter = String.fromCharCode(97 + ((Math.max(1, count) - 1) % 26))
  return letter.repeat(Math.min(8, Math.ceil(Math.max(1, count) / 26)))
}

const ROMAN: readonly (readonly [number, string])[] = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(count: number): string {
  let rest = Math.min(399, Math.max(1, count))
  let result = ''
  for (const [value, mark] of ROMAN) {
    for (; rest >= value; rest -= value) result += mark
  }
  return result
}
