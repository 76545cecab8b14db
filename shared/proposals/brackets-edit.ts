import { parseBrackets, type Bracket, type DelegationLabels } from './brackets.ts'
import type { Option } from './brackets-options.ts'

/** One replacement in a text; a list of them speaks of the text as it was before any was made. */
export interface TextEdit {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** A bracket, by its id in `parseBrackets(text).spans` or by an offset within it. */
export type BracketTarget = { readonly id: number } | { readonly offset: number }

const HAN = /\p{Script=Han}/u
const WORD = /[\p{L}\p{N}]/u

/** Makes the edits in one step. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let at = 0
  for (const edit of edits) {
    result += text.slice(at, edit.from) + edit.insert
    at = edit.to
  }
  return result + text.slice(at)
}

/** Keeps the words of one bracket, drops the brackets that compete with it and all their marks (BR13). */
export function takeThis(text: string, target: BracketTarget, labels: DelegationLabels = {}) {
  const { spans, groups } = parseBrackets(text, labels)
  const bracket = find(spans, target)
  if (!bracket) return []
  const group = bracket.group === null ? undefined : groups[bracket.group]
  return keep(group ?? bracket, bracket.wordsFrom, bracket.innerTo)
}

/** Removes a bracket's marks and label and keeps its words where they are (BR14). */
export function liftBracket(text: string, target: BracketTarget, labels: DelegationLabels = {}) {
  const { spans } = parseBrackets(text, labels)
  const bracket = find(spans, target)
  if (!bracket) return []
  const { from, to, innerFrom, innerTo } = bracket
  const before = isClose(text[from - 1]) && meets(text[from - 2], text[innerFrom]) ? ' ' : ''
  const after = isOpen(text[to]) && meets(text[innerTo - 1], text[to + 1]) ? ' ' : ''
  return [
    { from, to: innerFrom, insert: before },
    { from: innerTo, to, insert: innerFrom === innerTo && before ? '' : after },
  ]
}

/** Puts a passage in brackets for a delegation, whole brackets at a time so that they nest (BR15). */
export function bracketSelection(
  text: string,
  from: number,
  to: number,
  label = '',
  labels: DelegationLabels = {},
): TextEdit[] {
  const { spans } = parseBrackets(text, labels)
  const [start, end] = wholeBrackets(
    spans,
    ...trimmed(text, Math.min(from, to), Math.max(from, to)),
  )
  if (start >= end) return []
  const { open, close } = marks(label, text.slice(start, end))
  return [
    { from: start, to: start, insert: open },
    { from: end, to: end, insert: close },
  ]
}

/** The marks for a passage: full-width where label or words are Chinese. */
export function marks(label: string, words: string): { open: string; close: string } {
  const wide = HAN.test(label === '' ? words : label)
  if (label === '') return wide ? { open: '［', close: '］' } : { open: '[', close: ']' }
  return wide ? { open: `［${label}：`, close: '］' } : { open: `[${label}: `, close: ']' }
}

/** Keeps the words of the option at an offset, drops those it competes with and the marks (BR16). */
export function takeAlternative(text: string, offset: number): TextEdit[] {
  const { options } = parseBrackets(text)
  const option = innermostOption(options, offset)
  if (!option) return []
  const group = options.filter((other) => other.group === option.group)
  const from = Math.min(...group.map((other) => other.from))
  const to = Math.max(...group.map((other) => other.to))
  const end = option.wordsFrom + text.slice(option.wordsFrom, option.to).trimEnd().length
  const start = option.wordsFrom + leadingSpace(text.slice(option.wordsFrom, end))
  return keep({ from, to }, start, end)
}

function leadingSpace(words: string): number {
  return words.length - words.trimStart().length
}

function innermostOption(options: readonly Option[], offset: number): Option | undefined {
  return options.findLast((option) => option.from <= offset && offset <= option.to)
}

function keep(whole: { from: number; to: number }, from: number, to: number): TextEdit[] {
  return [
    { from: whole.from, to: from, insert: '' },
    { from: to, to: whole.to, insert: '' },
  ]
}

function find(spans: readonly Bracket[], target: BracketTarget): Bracket | undefined {
  if ('id' in target) return spans[target.id]
  const { offset } = target
  return (
    spans.findLast((span) => span.from <= offset && offset < span.to) ??
    spans.findLast((span) => span.to === offset)
  )
}

function trimmed(text: string, from: number, to: number): [number, number] {
  const words = text.slice(from, to)
  const start = from + leadingSpace(words)
  return [start, Math.max(start, from + words.trimEnd().length)]
}

/** Widens a selection until it cuts through no bracket and no label. */
function wholeBrackets(spans: readonly Bracket[], from: number, to: number): [number, number] {
  if (from >= to) return [from, to]
  for (;;) {
    let [start, end] = [from, to]
    for (const span of spans) {
      if (span.to <= start || span.from >= end) continue
      const holds = span.innerFrom <= start && end <= span.innerTo
      const held = start <= span.from && span.to <= end
      if (holds || held) continue
      start = Math.min(start, span.from)
      end = Math.max(end, span.to)
    }
    if (start === from && end === to) return [from, to]
    ;[from, to] = [start, end]
  }
}

function meets(left: string | undefined, right: string | undefined): boolean {
  return isSpaced(left) && isSpaced(right)
}

function isSpaced(character: string | undefined): boolean {
  return character !== undefined && WORD.test(character) && !HAN.test(character)
}

function isOpen(mark: string | undefined): boolean {
  return mark === '[' || mark === '［'
}

function isClose(mark: string | undefined): boolean {
  return mark === ']' || mark === '］'
}
