import { liftBracket, takeAlternative, takeThis, type TextEdit } from './brackets-edit.ts'
import {
  parseBrackets,
  type Bracket,
  type BracketProblem,
  type Brackets,
  type DelegationLabels,
} from './brackets.ts'

/** One of the things between which a set lets choose: a bracket, or an option. */
export interface BracketMember {
  readonly from: number
  readonly to: number
  /** Keys of the delegations that hold it; none when nobody signed it. */
  readonly holders: readonly string[]
  /** The number of an option, as it is written. */
  readonly option: string | null
  /** Its words, without marks and labels. */
  readonly words: string
  /** All of it, marks included: what names it when the text moves. */
  readonly source: string
}

/** What is decided together: a bracket that stands alone, competing brackets, or the options of one group (BR24). */
export interface BracketSet {
  readonly kind: 'bracket' | 'alternatives' | 'options'
  readonly from: number
  readonly to: number
  readonly depth: number
  readonly members: readonly BracketMember[]
}

/** Everything that is open in a text, in the order of the text. */
export interface BracketList {
  readonly sets: readonly BracketSet[]
  readonly problems: readonly BracketProblem[]
}

/** Lists what has to be decided in a text, and the marks that match nothing (BR24). */
export function listBrackets(text: string, labels: DelegationLabels = {}): BracketList {
  const read = parseBrackets(text, labels)
  const sets = [...bracketSets(text, read), ...optionSets(text, read)]
  sets.sort((a, b) => a.from - b.from || b.to - a.to)
  return { sets, problems: read.problems }
}

function bracketSets(text: string, { spans, groups, options }: Brackets): BracketSet[] {
  return spans.flatMap((span): BracketSet[] => {
    const group = groups[span.group ?? -1]
    if (group !== undefined && group.members[0] !== span.id) return []
    // A bracket that holds nothing but options of one group is decided by choosing one of them.
    const inside = options.filter(({ bracket }) => bracket === span.id)
    if (group === undefined && inside.length > 1 && inside[0]?.from === firstWord(text, span)) {
      return []
    }
    const members = (group?.members ?? [span.id]).flatMap((id) => spans[id] ?? [])
    const { from, to } = group ?? span
    const kind = group === undefined ? 'bracket' : 'alternatives'
    return [{ kind, from, to, depth: span.depth, members: members.map((one) => member(text, one)) }]
  })
}

function firstWord(text: string, { innerFrom, innerTo }: Bracket): number {
  const inner = text.slice(innerFrom, innerTo)
  return innerFrom + inner.length - inner.trimStart().length
}

function member(text: string, { from, to, wordsFrom, innerFrom, innerTo, holders }: Bracket) {
  const mark = text.slice(innerFrom, wordsFrom)
  const option = /(\d{1,3}|[IVXL]{1,5}|[A-H]|[一二三四五六七八九十]{1,3})[^\p{L}\p{N}]*$/u.exec(
    mark,
  )
  return {
    from,
    to,
    holders,
    option: option?.[1] ?? null,
    words: text.slice(wordsFrom, innerTo),
    source: text.slice(from, to),
  }
}

function optionSets(text: string, { spans, options }: Brackets): BracketSet[] {
  const byGroup = new Map<number, BracketMember[]>()
  const depths = new Map<number, number>()
  for (const { group, from, to, wordsFrom, number, bracket } of options) {
    const around = bracket === null ? undefined : spans[bracket]
    const adopted = around?.innerFrom === from && around.wordsFrom === wordsFrom
    if (adopted) continue
    const words = text.slice(wordsFrom, to).trim()
    const one = { from, to, holders: [], option: number, words, source: text.slice(from, to) }
    byGroup.set(group, [...(byGroup.get(group) ?? []), one])
    depths.set(group, around === undefined ? 0 : around.depth + 1)
  }
  return Array.from(byGroup, ([group, members]): BracketSet => {
    const from = Math.min(...members.map((one) => one.from))
    const to = Math.max(...members.map((one) => one.to))
    return { kind: 'options', from, to, depth: depths.get(group) ?? 0, members }
  })
}

/** The set of another language that answers to one: the same kind, depth and holders, at the same place among as many (BR25). */
export function counterpart(
  sets: readonly BracketSet[],
  set: BracketSet,
  others: readonly BracketSet[],
): BracketSet | undefined {
  const shape = shapeOf(set)
  const alike = sets.filter((one) => shapeOf(one) === shape)
  const there = others.filter((one) => shapeOf(one) === shape)
  return alike.length === there.length ? there[alike.indexOf(set)] : undefined
}

/** The member of the answering set that answers to a member: the same holders, else the same place (BR25). */
export function counterpartMember(
  set: BracketSet,
  member: BracketMember,
  other: BracketSet,
): BracketMember | undefined {
  const key = ({ holders }: BracketMember) => [...holders].sort().join()
  const alike = set.members.filter((one) => key(one) === key(member))
  const there = other.members.filter((one) => key(one) === key(member))
  return there[alike.indexOf(member)]
}

function shapeOf({ kind, depth, members }: BracketSet): string {
  const held = members.map(({ holders }) => [...holders].sort().join('&'))
  return [kind, depth, ...held.sort()].join(' ')
}

/** What can be done with a member of a set. */
export interface BracketAct {
  readonly type: 'take' | 'lift' | 'strike'
  readonly member: Pick<BracketMember, 'from' | 'source' | 'option'>
  readonly kind: BracketSet['kind']
}

/**
 * The edits of an act in the text as it is now: where the same words now stand, the nearest if they stand more
 * than once; `undefined` when they no longer do (BR26).
 */
export function editsForAct(
  text: string,
  { type, member, kind }: BracketAct,
  labels: DelegationLabels = {},
): TextEdit[] | undefined {
  const at = nearest(text, member)
  if (at === undefined) return undefined
  if (type === 'strike') return [{ from: at, to: at + member.source.length, insert: '' }]
  if (kind === 'options') return takeAlternative(text, at)
  const make = type === 'take' ? takeThis : liftBracket
  return make(text, { offset: at }, labels)
}

function nearest(
  text: string,
  { from, source }: { readonly from: number; readonly source: string },
): number | undefined {
  if (source === '') return undefined
  const after = text.indexOf(source, from)
  const before = text.lastIndexOf(source, from)
  if (before === -1) return after === -1 ? undefined : after
  if (after === -1) return before
  return after - from < from - before ? after : before
}

/** How many brackets a text has, and how many each delegation holds. */
export interface BracketCount {
  readonly brackets: number
  /** By key of the delegation; a bracket held together counts for each of them, one that nobody signed for none. */
  readonly held: Readonly<Record<string, number>>
}

/** A clause's brackets: those of the language that has more (BR27). */
export function countBrackets(
  words: Readonly<Record<string, string>>,
  labels: DelegationLabels = {},
): BracketCount {
  let most = 0
  let held: Record<string, number> = {}
  for (const text of Object.values(words)) {
    const { count, spans } = parseBrackets(text, labels)
    if (count <= most) continue
    most = count
    held = {}
    for (const holder of spans.flatMap(({ holders }) => holders)) {
      held[holder] = (held[holder] ?? 0) + 1
    }
  }
  return { brackets: most, held }
}
