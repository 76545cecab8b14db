import { findOptions, type Option } from './brackets-options.ts'

/** The labels by which each delegation signs its brackets, by key: `{ A: ['A', '甲方'] }`. */
export type DelegationLabels = Readonly<Record<string, readonly string[]>>

/** A matched pair of brackets; offsets count UTF-16 units, `to` is exclusive. */
export interface Bracket {
  /** Its place in `spans`, in order of opening. */
  readonly id: number
  readonly from: number
  readonly to: number
  /** Where its content begins: after the mark and the label. */
  readonly innerFrom: number
  readonly innerTo: number
  /** Where its words begin: after the label and an option's mark of its own. */
  readonly wordsFrom: number
  readonly depth: number
  readonly parent: number | null
  readonly children: readonly Bracket[]
  /** Keys of the delegations that hold it; none when it is not attributed. */
  readonly holders: readonly string[]
  /** The group of competing alternatives it belongs to, as an index into `groups`. */
  readonly group: number | null
}

/** Brackets that stand side by side, of which one will be taken. */
export interface BracketGroup {
  readonly from: number
  readonly to: number
  readonly members: readonly number[]
}

/** A bracket mark without its counterpart, or a pair of unlike width. */
export interface BracketProblem {
  readonly kind: 'unclosed' | 'unopened' | 'mixed'
  readonly at: number
}

/** A footnote reference `[^1]`, which is no bracket. */
interface FootnoteMark {
  readonly from: number
  readonly to: number
}

/** What stands in brackets in a text. */
export interface Brackets {
  readonly tree: readonly Bracket[]
  readonly spans: readonly Bracket[]
  readonly groups: readonly BracketGroup[]
  readonly options: readonly Option[]
  readonly footnotes: readonly FootnoteMark[]
  /** Opening brackets, the figure that reporters count. */
  readonly count: number
  readonly problems: readonly BracketProblem[]
}

type Draft = { -readonly [K in keyof Bracket]: Bracket[K] } & {
  children: Draft[]
  holders: string[]
}

const FOOTNOTE = /\[\^[^\s[\]]{1,40}\]/y
const GAP = /[ \t\u3000]*\/?[ \t\u3000]*/y
const BLANK = /[ \t\u3000]*/y
const LABEL_JOINT = /[ \t]*[,、/&，][ \t]*/y
const LABEL_END = /[ \t]*(?:: ?|：)/y

/** Reads the brackets of a plain text in linear time (BR1–BR12); it never throws and never changes the text. */
export function parseBrackets(text: string, labels: DelegationLabels = {}): Brackets {
  const { pairs, footnotes, problems, count } = matchMarks(text)
  const names = labelNames(labels)
  const spans = nest(text, pairs, names)
  const groups = groupSiblings(text, spans)
  const options = findOptions(text, spans)
  adoptLoneOptions(spans, options)
  const tree = spans.filter((span) => span.parent === null)
  return { tree, spans, groups, options, footnotes, count, problems }
}

interface Pairs {
  pairs: { from: number; to: number }[]
  footnotes: FootnoteMark[]
  problems: BracketProblem[]
  count: number
}

function matchMarks(text: string): Pairs {
  const result: Pairs = { pairs: [], footnotes: [], problems: [], count: 0 }
  const open: number[] = []
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]
    if (mark === '[' || mark === '［') {
      const footnote = mark === '[' && text[at + 1] === '^' ? endOf(FOOTNOTE, text, at) : at
      if (footnote > at) {
        result.footnotes.push({ from: at, to: footnote })
        at = footnote - 1
        continue
      }
      result.count++
      open.push(at)
    } else if (mark === ']' || mark === '］') {
      const from = open.pop()
      if (from === undefined) result.problems.push({ kind: 'unopened', at })
      else {
        if ((text[from] === '[') !== (mark === ']')) result.problems.push({ kind: 'mixed', at })
        result.pairs.push({ from, to: at + 1 })
      }
    }
  }
  for (const at of open) result.problems.push({ kind: 'unclosed', at })
  result.problems.sort((a, b) => a.at - b.at)
  result.pairs.sort((a, b) => a.from - b.from)
  return result
}

function nest(text: string, pairs: Pairs['pairs'], names: readonly LabelName[]): Draft[] {
  const spans: Draft[] = []
  const above: Draft[] = []
  for (const { from, to } of pairs) {
    while (above.length > 0 && (above.at(-1)?.to ?? 0) <= from) above.pop()
    const parent = above.at(-1)
    const { holders, end } = readLabel(text, from + 1, names)
    const span: Draft = {
      id: spans.length,
      from,
      to,
      innerFrom: end,
      innerTo: to - 1,
      wordsFrom: end,
      depth: above.length,
      parent: parent?.id ?? null,
      children: [],
      holders,
      group: null,
    }
    parent?.children.push(span)
    spans.push(span)
    above.push(span)
  }
  return spans
}

interface LabelName {
  key: string
  name: string
}

function labelNames(labels: DelegationLabels): LabelName[] {
  return Object.entries(labels)
    .flatMap(([key, list]) => list.map((name) => ({ key, name })))
    .filter(({ name }) => name.length > 0)
    .sort((a, b) => b.name.length - a.name.length)
}

function readLabel(text: string, start: number, names: readonly LabelName[]) {
  const holders: string[] = []
  let at = endOf(BLANK, text, start)
  for (;;) {
    const found = names.find(({ name }) => text.startsWith(name, at))
    if (!found) return { holders: [], end: start }
    if (!holders.includes(found.key)) holders.push(found.key)
    at += found.name.length
    const end = endOf(LABEL_END, text, at)
    if (end > at) return { holders, end }
    const joint = endOf(LABEL_JOINT, text, at)
    if (joint === at) return { holders: [], end: start }
    at = joint
  }
}

function groupSiblings(text: string, spans: Draft[]): BracketGroup[] {
  const groups: BracketGroup[] = []
  const families = [spans.filter((span) => span.parent === null), ...spans.map((s) => s.children)]
  for (const family of families) {
    let run: Draft[] = []
    const close = () => {
      const [first] = run
      const last = run.at(-1)
      if (first && last && run.length > 1) {
        for (const member of run) member.group = groups.length
        groups.push({ from: first.from, to: last.to, members: run.map((member) => member.id) })
      }
    }
    for (const span of family) {
      const before = run.at(-1)
      if (before && endOf(GAP, text, before.to) === span.from) run.push(span)
      else {
        close()
        run = [span]
      }
    }
    close()
  }
  return groups
}

/** An option that is alone at the head of a bracket is that bracket's mark: `[Option 1: …][Option 2: …]`. */
function adoptLoneOptions(spans: Draft[], options: readonly Option[]): void {
  const within = new Map<number, Option[]>()
  for (const option of options) {
    if (option.bracket === null) continue
    const list = within.get(option.bracket)
    if (list) list.push(option)
    else within.set(option.bracket, [option])
  }
  for (const [id, list] of within) {
    const span = spans[id]
    const [option] = list
    if (span && list.length === 1 && option?.from === span.innerFrom)
      span.wordsFrom = option.wordsFrom
  }
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
