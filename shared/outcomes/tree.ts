import type { Bilingual, Language } from '#shared/kernel'
import type { CanonicalOutcome, ClauseStanding } from './canonical.ts'
import { KIND_LABELS, PART_LABELS, STANDING_LABELS, dayWords } from './labels.ts'

/** What a paragraph is in its document. */
type Role =
  | 'convening'
  | 'preamble'
  | 'preambular'
  | 'operative'
  | 'definition'
  | 'recommendation'
  | 'name'
  | 'side'
  | 'disclaimer'
  | 'attribution'

/** A stretch of a document: a heading, or a paragraph with its number and standing. */
export type Block =
  | { readonly type: 'heading'; readonly level: number; readonly text: Bilingual }
  | {
      readonly type: 'paragraph'
      readonly role: Role
      readonly number: string | null
      readonly level: number
      readonly text: Bilingual
      /** Said only where a clause is not simply agreed. */
      readonly standing: Bilingual | null
    }

/** A document before it takes a format: every format is made from this tree and nothing else (OU6). */
export interface DocumentTree {
  readonly reference: string
  readonly kind: Bilingual
  readonly title: Bilingual
  readonly dialogue: Bilingual
  readonly topics: readonly Bilingual[]
  readonly date: string
  readonly dateWords: Bilingual
  readonly place: Bilingual
  readonly supersedes: string | null
  /** The languages shown, in their order. */
  readonly languages: readonly Language[]
  readonly blocks: readonly Block[]
}

/** Which languages a copy shows, and which delegation its alternat names first. */
export interface CopyOptions {
  readonly languages?: readonly Language[]
  /** The index of the delegation whose own copy this is (OU7). */
  readonly ownSide?: number
}

/** Makes the tree of a copy. */
export function documentTree(outcome: CanonicalOutcome, options: CopyOptions = {}): DocumentTree {
  const { reference, title, dialogue, topics, date, place, supersedes } = outcome
  return {
    reference,
    kind: KIND_LABELS[outcome.kind],
    title,
    dialogue,
    topics,
    date,
    dateWords: dayWords(date),
    place,
    supersedes,
    languages: options.languages ?? outcome.languages,
    blocks: [
      ...named('sides', 'side', alternat(outcome.sides, options.ownSide)),
      ...paragraph('convening', outcome.convening),
      ...paragraph('preamble', outcome.preamble),
      ...outcome.clauses.map(clauseBlock),
      ...recommendations(outcome),
      ...named('participants', 'name', outcome.participants),
      ...named('disclaimer', 'disclaimer', [outcome.disclaimer]),
      ...named('attribution', 'attribution', [outcome.attribution]),
    ],
  }
}

/** The delegations with one of them first and the others in their order: the alternat (OU7). */
function alternat(sides: readonly Bilingual[], own: number | undefined): Bilingual[] {
  const first = own === undefined ? undefined : sides[own]
  return first === undefined ? [...sides] : [first, ...sides.filter((_, index) => index !== own)]
}

function clauseBlock(clause: CanonicalOutcome['clauses'][number]): Block {
  const { kind, number, level, text, status } = clause
  if (kind === 'heading') return { type: 'heading', level: level + 1, text }
  return { type: 'paragraph', role: kind, number, level, text, standing: marked(status) }
}

function marked(status: ClauseStanding): Bilingual | null {
  const plain = status === 'agreed' || status === 'heading' || status === 'reported'
  return plain ? null : STANDING_LABELS[status]
}

function paragraph(role: Role, text: Bilingual, number: string | null = null): Block[] {
  if (text.en === '' && text.zh === '') return []
  return [{ type: 'paragraph', role, number, level: 1, text, standing: null }]
}

function named(part: keyof typeof PART_LABELS, role: Role, texts: readonly Bilingual[]): Block[] {
  const blocks = texts.flatMap((text) => paragraph(role, text))
  return blocks.length === 0
    ? []
    : [{ type: 'heading', level: 2, text: PART_LABELS[part] }, ...blocks]
}

function recommendations({ recommendations: list }: CanonicalOutcome): Block[] {
  const blocks = list.flatMap(({ number, text }) => paragraph('recommendation', text, number))
  if (blocks.length === 0) return []
  return [{ type: 'heading', level: 2, text: PART_LABELS.recommendations }, ...blocks]
}
