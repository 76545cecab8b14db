import { marks } from './brackets-edit.ts'
import { parseBrackets, type BracketProblem } from './brackets.ts'
import { hunks, isBlank, tokens, type Hunk } from './redline-words.ts'

/** A delegation's tabled wording, signed with the label its brackets carry. */
export interface TabledWording {
  readonly label: string
  readonly text: string
}

/** The bracketed text, or which of the texts (0 is the base) has brackets that do not match. */
export type Merged =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false
      readonly code: 'proposals/unbalanced-brackets'
      readonly source: number
      readonly problems: readonly BracketProblem[]
    }

interface Region {
  from: number
  to: number
  base: readonly string[]
  wordings: { label: string; words: readonly string[] }[]
}

/** One bracketed text that holds the base and every tabled wording, differing words only (BR17–BR20). */
export function mergeAsBracketed(
  base: string,
  amendments: readonly TabledWording[],
  language = 'en',
): Merged {
  const texts = [base, ...amendments.map((amendment) => amendment.text)]
  for (const [source, text] of texts.entries()) {
    const problems = parseBrackets(text).problems.filter(({ kind }) => kind !== 'mixed')
    if (problems.length > 0)
      return { ok: false, code: 'proposals/unbalanced-brackets', source, problems }
  }
  const words = wholeBracketTokens(base, language)
  const changes = amendments.map(({ label, text }) => ({
    label,
    hunks: hunks(words, wholeBracketTokens(text, language)),
  }))
  const regions = joinedRegions(
    words,
    changes.flatMap((change) => change.hunks),
  )
  let text = ''
  let at = 0
  for (const { from, to } of regions) {
    const wordings = changes.map(({ label, hunks: own }) => ({
      label,
      words: within(words, own, from, to),
    }))
    const region = slidRight(words, { from, to, base: words.slice(from, to), wordings })
    text += words.slice(at, region.from).join('') + bracketed(region, language)
    at = region.to
  }
  return { ok: true, text: text + words.slice(at).join('') }
}

/** A bracket or footnote mark is one token, so that no merged bracket can cut through it. */
export function wholeBracketTokens(text: string, language: string): string[] {
  const list: string[] = []
  let at = 0
  const { tree, footnotes } = parseBrackets(text)
  const loose = footnotes.filter((mark) => !tree.some((b) => b.from < mark.from && mark.to < b.to))
  for (const bracket of [...tree, ...loose].sort((a, b) => a.from - b.from)) {
    for (const token of tokens(text.slice(at, bracket.from), language)) list.push(token)
    list.push(text.slice(bracket.from, bracket.to))
    at = bracket.to
  }
  for (const token of tokens(text.slice(at), language)) list.push(token)
  return list
}

/** Regions of the base where any wording differs, wide enough never to stand beside a bracket of the base. */
function joinedRegions(words: readonly string[], all: readonly Hunk[]) {
  const sorted = [...all].sort((a, b) => a.from - b.from || a.to - b.to)
  const regions: { from: number; to: number }[] = []
  for (const hunk of sorted) {
    const from = reachLeft(words, hunk.from)
    const to = reachRight(words, hunk.to)
    const last = regions.at(-1)
    if (last && apart(words, last.to, from)) last.to = Math.max(last.to, to)
    else regions.push({ from, to })
  }
  return regions
}

function apart(words: readonly string[], end: number, start: number): boolean {
  for (let index = end; index < start; index++) if (!isGap(words[index] ?? '')) return false
  return true
}

function reachLeft(words: readonly string[], from: number): number {
  for (let index = from - 1; index >= 0; index--) {
    const word = words[index] ?? ''
    if (isBracket(word)) from = index
    else if (!isGap(word)) break
  }
  return from
}

function reachRight(words: readonly string[], to: number): number {
  for (let index = to; index < words.length; index++) {
    const word = words[index] ?? ''
    if (isBracket(word)) to = index + 1
    else if (!isGap(word)) break
  }
  return to
}

function isGap(word: string): boolean {
  return isBlank(word) || word === '/'
}

function isBracket(word: string): boolean {
  return word.length > 1 && /^(?:\[(?!\^)|［)/.test(word)
}

/** What a wording has in place of a region of the base. */
function within(words: readonly string[], own: readonly Hunk[], from: number, to: number) {
  let result: string[] = []
  let at = from
  for (const hunk of own) {
    if (hunk.from < from || hunk.to > to) continue
    result = [...result, ...words.slice(at, hunk.from), ...hunk.words]
    at = hunk.to
  }
  return [...result, ...words.slice(at, to)]
}

/** `[ not]` becomes `[not ]` where the same space follows, as reporters write it. */
function slidRight(words: readonly string[], region: Region): Region {
  const next = words[region.to] ?? ''
  const sides = [region.base, ...region.wordings.map((wording) => wording.words)]
  const slides = isBlank(next) && sides.every((side) => side.length === 0 || side[0] === next)
  if (!slides) return region
  const slide = (side: readonly string[]) => (side.length === 0 ? side : [...side.slice(1), next])
  return {
    from: region.from + 1,
    to: region.to + 1,
    base: slide(region.base),
    wordings: region.wordings.map(({ label, words: side }) => ({ label, words: slide(side) })),
  }
}

function bracketed(region: Region, language: string): string {
  const base = region.base.join('')
  const byWords = new Map<string, string[]>()
  for (const { label, words } of region.wordings) {
    const text = words.join('')
    if (text === base) continue
    byWords.set(text, [...(byWords.get(text) ?? []), label])
  }
  const joint = language.startsWith('zh') ? '、' : ', '
  const wrap = (label: string, words: string) => {
    const { open, close } = marks(label, words)
    return open + words + close
  }
  const signed = [...byWords].map(([words, labels]) => wrap(labels.join(joint), words))
  return (base === '' ? '' : wrap('', base)) + signed.join('')
}
