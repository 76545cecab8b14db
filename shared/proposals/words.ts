import { LANGUAGES, canonicalJson, type Language, type Sha256 } from '#shared/kernel'
import * as z from 'zod'
import { cleanText } from './text-characters.ts'

/** Kinds of clauses. */
export const CLAUSE_KINDS = ['heading', 'preambular', 'operative', 'definition'] as const

/** A clause's kind. */
export type ClauseKind = (typeof CLAUSE_KINDS)[number]

/** A stretch of text with its emphasis. Paragraphs are parted by line feeds inside the text. */
export interface Run {
  readonly text: string
  readonly em?: boolean
  readonly strong?: boolean
}

/** The words of every language of a text, with their emphasis. */
export type Runs = Readonly<Record<Language, readonly Run[]>>

/** The plain words of every language of a text. */
export type Words = Readonly<Record<Language, string>>

const runSchema = z.strictObject({
  // Cleaned before anything is hashed, so that a hash names what is stored (T5).
  text: z.string().min(1).max(50_000).overwrite(cleanText),
  em: z.literal(true).exactOptional(),
  strong: z.literal(true).exactOptional(),
})

/** Parses the words of a new clause. */
export const runsSchema = z.strictObject({
  en: z.array(runSchema).max(2000),
  zh: z.array(runSchema).max(2000),
})

/** The plain words of runs. */
export function plainWords(runs: Runs): Words {
  const plain = (language: Language) => runs[language].map((run) => run.text).join('')
  return { en: plain('en'), zh: plain('zh') }
}

/** The canonical form of a clause's words: what is hashed, put to a ballot and agreed (PR5). */
export function canonicalClause(kind: ClauseKind, words: Words): string {
  const text = Object.fromEntries(LANGUAGES.map((language) => [language, normal(words[language])]))
  return canonicalJson({ kind, text })
}

/** The hash that names a clause's exact words: SHA-256 of the canonical form (PR5). */
export function clauseHash(kind: ClauseKind, words: Words, sha256: Sha256): string {
  return sha256(canonicalClause(kind, words))
}

/** The hash that names the words of one language, for concordance (PR7). */
export function languageHash(words: string, sha256: Sha256): string {
  return sha256(normal(words))
}

function normal(words: string): string {
  return words.normalize('NFC')
}

/** What a rule may know of a clause's present words; read from the log by the edge, under the text's lock where needed. */
export interface ClauseWords {
  readonly words: Words
  readonly hash: string
  readonly languageHashes: Readonly<Record<Language, string>>
  readonly brackets: number
}

/** The words that a decision asked for, by clause id. */
export type WordsAtHand = ReadonlyMap<string, ClauseWords>

/** Which clauses' words a command needs: only to read, or held so that no later edit slips in. */
export interface WordsNeeded {
  readonly read?: readonly string[]
  readonly hold?: readonly string[]
}
