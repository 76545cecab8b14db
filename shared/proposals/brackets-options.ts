import type { Bracket } from './brackets.ts'

/** One of several formulations of the same passage: `Option 1: …`, `备选一：…`. */
export interface Option {
  readonly number: string
  readonly from: number
  readonly to: number
  /** Where its words begin, after the mark. */
  readonly wordsFrom: number
  /** The bracket it stands in directly. */
  readonly bracket: number | null
  /** Options of one group compete with each other. */
  readonly group: number
}

const CANDIDATE =
  /(?:Option[ \u00a0]?(\d{1,3}|[IVXL]{1,5}|[A-H])|(?:备选(?:案文|方案)?|选项|方案)[ ]?(\d{1,3}|[一二三四五六七八九十]{1,3}|[A-H]))(?![\p{L}\p{N}])(?:[ ]?([:：.])|(?=[ ]?(?:[[［\n]|$)))/gu
const PARAGRAPH_HEAD = /^[ \t\u3000]*(?:(?:\d{1,3}[.)]|\(?[a-z]{1,3}\)|[-•*])[ \t]+)?$/
const WORD = /[\p{L}\p{N}]/u
const HEAD_LENGTH = 24

interface Candidate {
  number: string
  from: number
  wordsFrom: number
  bracket: Bracket | null
}

/** Finds the options of a text, at the head of a paragraph or inside a bracket (BR9–BR11). */
export function findOptions(text: string, spans: readonly Bracket[]): Option[] {
  const families = new Map<number | null, Candidate[]>()
  for (const candidate of candidates(text, spans)) {
    const key = candidate.bracket?.id ?? null
    const family = families.get(key)
    if (family) family.push(candidate)
    else families.set(key, [candidate])
  }
  const options: Option[] = []
  let group = 0
  for (const family of families.values()) {
    for (const run of splitAtRestart(family)) options.push(...extents(text, spans, run, group++))
  }
  return options.sort((a, b) => a.from - b.from)
}

function* candidates(text: string, spans: readonly Bracket[]): Generator<Candidate> {
  const above: Bracket[] = []
  let next = 0
  for (const match of text.matchAll(CANDIDATE)) {
    const from = match.index
    for (let span = spans[next]; span && span.from < from; span = spans[++next]) above.push(span)
    while (above.length > 0 && (above.at(-1)?.to ?? 0) <= from) above.pop()
    const bracket = above.at(-1) ?? null
    const inBracket = bracket !== null && match[3] !== undefined && match[3] !== '.'
    if (!atParagraphHead(text, from) && !(inBracket && !WORD.test(text[from - 1] ?? ''))) continue
    const number = match[1] ?? match[2] ?? ''
    const markEnd = from + match[0].length
    const wordsFrom = text[markEnd] === ' ' ? markEnd + 1 : markEnd
    yield { number, from, wordsFrom, bracket }
  }
}

function atParagraphHead(text: string, from: number): boolean {
  const slice = text.slice(Math.max(0, from - HEAD_LENGTH), from)
  const newline = slice.lastIndexOf('\n')
  if (newline < 0 && from > HEAD_LENGTH) return false
  return PARAGRAPH_HEAD.test(slice.slice(newline + 1))
}

/** A number that was there already opens a new set of options. */
function splitAtRestart(family: readonly Candidate[]): Candidate[][] {
  const runs: Candidate[][] = []
  let seen = new Set<string>()
  for (const candidate of family) {
    const run = runs.at(-1)
    if (!run || seen.has(candidate.number)) {
      runs.push([candidate])
      seen = new Set([candidate.number])
    } else {
      run.push(candidate)
      seen.add(candidate.number)
    }
  }
  return runs
}

function extents(
  text: string,
  spans: readonly Bracket[],
  run: readonly Candidate[],
  group: number,
): Option[] {
  return run.map((candidate, index) => {
    const { number, from, wordsFrom, bracket } = candidate
    const following = run[index + 1]
    const to = following ? following.from : lastEnd(text, spans, candidate)
    return { number, from, to, wordsFrom, bracket: bracket?.id ?? null, group }
  })
}

/** The last option ends with its paragraph, or with the bracket that a paragraph leaves open. */
function lastEnd(text: string, spans: readonly Bracket[], candidate: Candidate): number {
  const limit = candidate.bracket?.innerTo ?? text.length
  let end = paragraphEnd(text, candidate.wordsFrom, limit)
  if (text.slice(candidate.wordsFrom, end).trim() === '') end = paragraphEnd(text, end + 1, limit)
  for (let index = firstFrom(spans, candidate.from); end < limit; index++) {
    const span = spans[index]
    if (!span || span.from >= end) break
    if (span.to > end) end = paragraphEnd(text, span.to, limit)
  }
  return end
}

function firstFrom(spans: readonly Bracket[], from: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.from ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

function paragraphEnd(text: string, from: number, limit: number): number {
  if (from >= limit) return limit
  const end = text.indexOf('\n', from)
  return end < 0 ? limit : Math.min(end, limit)
}
