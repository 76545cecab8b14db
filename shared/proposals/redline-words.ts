import { diffArrays } from 'diff'

/** A passage of `before` (token indices) and what `after` has in its place. */
export interface Hunk {
  readonly from: number
  readonly to: number
  readonly words: readonly string[]
}

const ENGLISH =
  /\r?\n|[^\S\n]|\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+(?:['’.\-‐‑](?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+)*|[\s\S]/gu
const BLANK = /^[^\S\n]+$/
/** Beyond this many differing words two texts have nothing worth aligning. */
const MOST_EDITS = 1500

const segmenters = new Map<string, Intl.Segmenter>()

/** Cuts a text into words, spaces and marks; joined they are the text again (RL2, RL3). */
export function tokens(text: string, language: string): string[] {
  if (!language.startsWith('zh')) return text.match(ENGLISH) ?? []
  const segmenter = chineseSegmenter(language)
  if (!segmenter) return Array.from(text)
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

function chineseSegmenter(language: string): Intl.Segmenter | undefined {
  const intl: { Segmenter?: typeof Intl.Segmenter } = Intl
  if (!intl.Segmenter) return undefined
  const known = segmenters.get(language)
  if (known) return known
  const segmenter = new intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, segmenter)
  return segmenter
}

/** Where two lists of tokens differ; changes that only spaces part are one change (RL4). */
export function hunks(before: readonly string[], after: readonly string[]): Hunk[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_EDITS })
  if (!changes) return [{ from: 0, to: before.length, words: after }]
  const found: { from: number; to: number; words: string[] }[] = []
  let at = 0
  let gap: string[] = []
  for (const change of changes) {
    if (!change.added && !change.removed) {
      gap = change.value
      at += change.value.length
      continue
    }
    const end = change.removed ? at + change.value.length : at
    const added = change.added ? change.value : []
    const last = found.at(-1)
    if (last && gap.every(isBlank)) {
      last.words = [...last.words, ...gap, ...added]
      last.to = end
    } else found.push({ from: at, to: end, words: added })
    at = end
    gap = []
  }
  return found
}

/** True of a token that is nothing but spaces within a line. */
export function isBlank(token: string): boolean {
  return BLANK.test(token)
}
