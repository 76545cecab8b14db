import type { Sha256 } from '#shared/kernel'
import {
  clauseHash,
  countBrackets,
  languageHash,
  type ClauseKind,
  type ClauseWords,
} from '#shared/proposals'
import type { Tx } from './platform/db.ts'
import { holdWords, readText } from './platform/texts/index.ts'

/** Reads a clause's words as a decision about them sees them; held, nobody can change them before the transaction ends. */
export async function clauseWords(
  tx: Tx,
  clauseId: string,
  kind: ClauseKind,
  hold: boolean,
  sha256: Sha256,
): Promise<ClauseWords> {
  const { text } = hold ? await holdWords(tx, clauseId) : await readText(tx, clauseId)
  return wordsIn(text, kind, sha256)
}

/** A clause's words with what a decision asks of them: hashes and brackets (BR27). */
export function wordsIn(
  text: Readonly<Record<string, string>>,
  kind: ClauseKind,
  sha256: Sha256,
): ClauseWords {
  const words = { en: text['en'] ?? '', zh: text['zh'] ?? '' }
  return {
    words,
    hash: clauseHash(kind, words, sha256),
    languageHashes: { en: languageHash(words.en, sha256), zh: languageHash(words.zh, sha256) },
    brackets: countBrackets(words).brackets,
  }
}
