import { hunks, tokens } from './redline-words.ts'

/** A stretch of a redline: kept, inserted or deleted. */
export interface Segment {
  readonly kind: 'same' | 'ins' | 'del'
  readonly text: string
}

/** The words that lead from one text to another; a deletion stands before what replaces it (RL1–RL5). */
export function redline(before: string, after: string, language: string): Segment[] {
  const old = tokens(before, language)
  const segments: Segment[] = []
  const push = (kind: Segment['kind'], words: readonly string[]) => {
    if (words.length > 0) segments.push({ kind, text: words.join('') })
  }
  let at = 0
  for (const hunk of hunks(old, tokens(after, language))) {
    push('same', old.slice(at, hunk.from))
    push('del', old.slice(hunk.from, hunk.to))
    push('ins', hunk.words)
    at = hunk.to
  }
  push('same', old.slice(at))
  return segments
}

/** The redline of a clause in every language that either version has (RL6). */
export function redlineClause(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Record<string, Segment[]> {
  const languages = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return Object.fromEntries(
    languages.map((language) => [
      language,
      redline(before[language] ?? '', after[language] ?? '', language),
    ]),
  )
}
