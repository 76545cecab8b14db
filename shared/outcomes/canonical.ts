import {
  accept,
  canonicalJson,
  hashSchema,
  refuse,
  type Bilingual,
  type Decision,
  type Refusal,
  type Sha256,
} from '#shared/kernel'
import { CLAUSE_KINDS, clauseHash, type ClauseKind } from '#shared/proposals'
import * as z from 'zod'
import { OUTCOME_KINDS, type OutcomeKind } from './model.ts'
import { DISCLAIMER, RULE_OF_ATTRIBUTION } from './sentences.ts'

/** How a clause can stand in what is published; who kept it from being agreed is never said. */
export const CLAUSE_STANDINGS = [
  'agreed',
  'agreed-ad-referendum',
  'reserved',
  'not-agreed',
  'reported',
  'heading',
] as const

/** How a published clause stands. */
export type ClauseStanding = (typeof CLAUSE_STANDINGS)[number]

/** The format's name and version; the first member a verifier looks at. */
const FORMAT = 'parley-outcome/1'

/** Characters that a published text never holds: controls, directional overrides, lone surrogates. */
const FORBIDDEN = /(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]/u

/**
 * What the published fonts have no sign for: marks that no precomposed letter carries, and letters of other scripts
 * than Latin, Greek, Cyrillic, Chinese and Japanese. What was published before is read as it is.
 */
const NO_SIGN =
  /\P{M}?\p{M}+|(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Common}])\p{L}/gu

/** The characters of a text in normal form C that cannot be printed, each once; none when all can (OU5). */
export function unprintable(text: string): string[] {
  return [...new Set(text.match(NO_SIGN) ?? [])]
}

/** Parses a text as it is published: in normal form C, without controls or directional overrides (OU5). */
export const publishedText = z
  .string()
  .max(50_000)
  .refine((text) => text === text.normalize('NFC') && !FORBIDDEN.test(text), {
    message: 'text is in its normal form and holds no control characters',
  })

const words = z.strictObject({ en: publishedText, zh: publishedText })

/** Parses a reference: capital letters, digits and hyphens, for instance `PD-2026-03`. */
export const referenceSchema = z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,30}[A-Z0-9]$/)

const clauseSchema = z.strictObject({
  number: z
    .string()
    .regex(/^\d+(\.\d+)*$/)
    .nullable(),
  kind: z.enum(CLAUSE_KINDS),
  level: z.int().min(1).max(9),
  text: words,
  status: z.enum(CLAUSE_STANDINGS),
  textHash: hashSchema,
})

/**
 * Parses the canonical form of an outcome: everything that is published of it and nothing else (OU1).
 * No account, no side of a speaker, no instant finer than a day has a place in it (OU2).
 */
export const canonicalOutcomeSchema = z.strictObject({
  format: z.literal(FORMAT),
  kind: z.enum(OUTCOME_KINDS),
  reference: referenceSchema,
  dialogue: words,
  sides: z.array(words).max(20),
  topics: z.array(words).max(20),
  title: words,
  date: z.iso.date(),
  place: words,
  languages: z.tuple([z.literal('en'), z.literal('zh')]),
  convening: words,
  preamble: words,
  participants: z.array(words).max(500),
  clauses: z.array(clauseSchema).max(2000),
  recommendations: z
    .array(z.strictObject({ number: z.string().regex(/^\d+$/), text: words }))
    .max(500),
  disclaimer: words,
  attribution: words,
  supersedes: referenceSchema.nullable(),
})

/** The canonical form of an outcome: the one tree that every published format is made from. */
export type CanonicalOutcome = z.infer<typeof canonicalOutcomeSchema>

/** A clause of an outcome, as it is published. */
export type PublishedClause = CanonicalOutcome['clauses'][number]

/** A clause as it is handed in for publication: words, place and standing. */
export interface ClauseParts {
  readonly number: string | null
  readonly kind: ClauseKind
  readonly level: number
  readonly text: Bilingual
  readonly status: ClauseStanding
}

/** What an outcome is assembled from. What is left out is empty, or the usual sentence. */
export interface OutcomeParts {
  readonly kind: OutcomeKind
  readonly reference: string
  /** The dialogue's title. */
  readonly dialogue: Bilingual
  /** The delegations' names in the order that the dialogue's rule gives; no person stands with them. */
  readonly sides?: readonly Bilingual[]
  readonly topics?: readonly Bilingual[]
  readonly title: Bilingual
  /** The day of adoption, as `2026-11-24`. */
  readonly date: string
  readonly place?: Bilingual
  readonly convening?: Bilingual
  readonly preamble?: Bilingual
  /** Names of those who consented to be named. */
  readonly participants?: readonly Bilingual[]
  readonly clauses: readonly ClauseParts[]
  readonly recommendations?: readonly Bilingual[]
  readonly disclaimer?: Bilingual
  readonly attribution?: Bilingual
  readonly supersedes?: string | null
}

/**
 * Assembles the canonical form: texts in their normal form, participants sorted by name so that their
 * order tells nothing (OU3), every clause with the hash of its exact words (OU4). Refuses what holds
 * characters that have no place in a published text (OU5).
 */
export function canonicalOutcome(parts: OutcomeParts, sha256: Sha256): Decision<CanonicalOutcome> {
  const clauses = parts.clauses.map(({ number, kind, level, text, status }) => {
    const plain = normal(text)
    return { number, kind, level, text: plain, status, textHash: clauseHash(kind, plain, sha256) }
  })
  const parsed = canonicalOutcomeSchema.safeParse({
    format: FORMAT,
    kind: parts.kind,
    reference: parts.reference,
    dialogue: normal(parts.dialogue),
    sides: all(parts.sides),
    topics: all(parts.topics),
    title: normal(parts.title),
    date: parts.date,
    place: normal(parts.place),
    languages: ['en', 'zh'],
    convening: normal(parts.convening),
    preamble: normal(parts.preamble),
    participants: all(parts.participants).sort(byName),
    clauses,
    recommendations: all(parts.recommendations).map((text, index) => ({
      number: String(index + 1),
      text,
    })),
    disclaimer: normal(parts.disclaimer ?? DISCLAIMER),
    attribution: normal(parts.attribution ?? RULE_OF_ATTRIBUTION),
    supersedes: parts.supersedes ?? null,
  })
  if (parsed.success) return unprintableIn(parsed.data) ?? accept(parsed.data)
  return refuse('outcomes/not-publishable', { where: parsed.error.issues[0]?.path.join('.') ?? '' })
}

/** Refuses an outcome that holds what cannot be printed, and says where and which. */
function unprintableIn(value: unknown, where: readonly string[] = []): Refusal | undefined {
  if (typeof value === 'string') {
    const characters = unprintable(value)
    if (characters.length === 0) return undefined
    const named = `${where.join('.')}: ${characters.slice(0, MOST_NAMED).join(' ')}`
    return refuse('outcomes/not-publishable', { where: named })
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, member] of Object.entries(value)) {
    const refusal = unprintableIn(member, [...where, name])
    if (refusal !== undefined) return refusal
  }
  return undefined
}

/** How many characters a refusal names. */
const MOST_NAMED = 10

/** The canonical bytes of an outcome, as text: what is hashed, logged and offered as `.json` (OU1). */
export function canonicalOutcomeText(outcome: CanonicalOutcome): string {
  return canonicalJson(canonicalOutcomeSchema.parse(outcome))
}

/** The hash that names an outcome: SHA-256 of its canonical bytes. */
export function outcomeHash(outcome: CanonicalOutcome, sha256: Sha256): string {
  return sha256(canonicalOutcomeText(outcome))
}

/** The canonical statement that an outcome was withdrawn on a day, and why; it is logged like an outcome. */
export function withdrawalText(notice: {
  readonly reference: string
  readonly sha256: string
  readonly date: string
  readonly reason: Bilingual
}): string {
  const { reference, sha256, date, reason } = notice
  const { en, zh } = reason
  const format = 'parley-withdrawal/1'
  return canonicalJson({ format, reference, sha256, date, reason: { en, zh } })
}

function normal(text: Bilingual = { en: '', zh: '' }): Bilingual {
  const plain = (one: string) => one.normalize('NFC').replace(/\r\n?/g, '\n')
  return { en: plain(text.en), zh: plain(text.zh) }
}

function all(texts: readonly Bilingual[] = []): Bilingual[] {
  return texts.map(normal)
}

function byName(a: Bilingual, b: Bilingual): number {
  const [one, other] = [`${a.en}\n${a.zh}`, `${b.en}\n${b.zh}`]
  return one < other ? -1 : one > other ? 1 : 0
}
