import { parseBrackets } from './brackets.ts'
import { wholeBracketTokens } from './merge.ts'
import { hunks, type Hunk } from './redline-words.ts'
import { redline } from './redline.ts'
import type { TextEdit } from './brackets-edit.ts'

/** The edits that lead from one text to another and touch differing words only (BR28). */
export function editsBetween(before: string, after: string, language: string): TextEdit[] {
  const edits: TextEdit[] = []
  let at = 0
  for (const { kind, text } of redline(before, after, language)) {
    if (kind === 'same') at += text.length
    else if (kind === 'del') {
      edits.push({ from: at, to: at + text.length, insert: '' })
      at += text.length
    } else {
      const last = edits.at(-1)
      if (last?.to === at && last.insert === '') {
        edits[edits.length - 1] = { ...last, insert: text }
      } else edits.push({ from: at, to: at, insert: text })
    }
  }
  return edits
}

/** A passage that both a draft and its clause have changed. */
export interface ReworkedPassage {
  readonly base: string
  readonly draft: string
  readonly clause: string
}

/** A draft carried over to the clause as it is now, and the passages where its words stood against the clause's. */
export interface Carried {
  readonly text: string
  readonly passages: readonly ReworkedPassage[]
}

/**
 * Carries a draft over to its clause's present words (AM9): what only one of them changed is taken from that one;
 * where both changed the same words, the draft's stand and the passage is named.
 */
export function carryOver(
  texts: { readonly base: string; readonly draft: string; readonly clause: string },
  language: string,
): Carried {
  const words = wholeBracketTokens(texts.base, language)
  const own = hunks(words, wholeBracketTokens(texts.draft, language))
  const others = hunks(words, wholeBracketTokens(texts.clause, language))
  const passages: ReworkedPassage[] = []
  let text = ''
  let at = 0
  for (const { from, to } of touching([...own, ...others])) {
    const mine = replaced(words, own, { from, to })
    const theirs = replaced(words, others, { from, to })
    const base = words.slice(from, to).join('')
    if (mine !== base && theirs !== base && mine !== theirs) {
      passages.push({ base, draft: mine, clause: theirs })
    }
    text += words.slice(at, from).join('') + (mine === base ? theirs : mine)
    at = to
  }
  return { text: text + words.slice(at).join(''), passages }
}

interface Stretch {
  readonly from: number
  readonly to: number
}

function touching(all: readonly Hunk[]): Stretch[] {
  const stretches: { from: number; to: number }[] = []
  for (const { from, to } of [...all].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = stretches.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else stretches.push({ from, to })
  }
  return stretches
}

function replaced(words: readonly string[], own: readonly Hunk[], { from, to }: Stretch): string {
  let result = ''
  let at = from
  for (const hunk of own) {
    if (hunk.from < from || hunk.to > to) continue
    result += words.slice(at, hunk.from).join('') + hunk.words.join('')
    at = hunk.to
  }
  return result + words.slice(at, to).join('')
}

/** A passage for which the sides have tabled different words. */
export interface Clash {
  readonly base: string
  /** What each wording has in its place, by the label it was given under. */
  readonly words: Readonly<Record<string, string>>
}

/** The passages of a clause for which at least two tabled wordings have different words of their own (AM11). */
export function clashes(
  base: string,
  wordings: readonly { readonly label: string; readonly text: string }[],
  language: string,
): Clash[] {
  const words = wholeBracketTokens(base, language)
  const changed = wordings.map(({ label, text }) => {
    return { label, hunks: hunks(words, wholeBracketTokens(text, language)) }
  })
  return touching(changed.flatMap((one) => one.hunks)).flatMap((stretch) => {
    const before = words.slice(stretch.from, stretch.to).join('')
    const own = changed.map(({ label, hunks: all }) => {
      return [label, replaced(words, all, stretch)] as const
    })
    const anew = new Set(own.map(([, text]) => text).filter((text) => text !== before))
    return anew.size > 1 ? [{ base: before, words: Object.fromEntries(own) }] : []
  })
}

/** Whether the brackets of a text match, so that it can be merged. */
export function isBalanced(text: string): boolean {
  return parseBrackets(text).problems.every(({ kind }) => kind === 'mixed')
}
