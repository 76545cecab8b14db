import { LANGUAGES, type Bilingual } from '#shared/kernel'
import { parseBrackets, type DelegationLabels } from '#shared/proposals'
import { inOrderOfWords } from './alternatives.ts'

/** The names by which a text may say whose words are: the brackets' labels, and the delegations' own names. */
export interface HolderNames {
  readonly labels: DelegationLabels
  readonly names: readonly Bilingual[]
}

/**
 * The words with every bracket, without the labels that say which delegation holds it, and with competing
 * alternatives in an order that says nothing of it either (OU21, OU33, OU39).
 */
export function unattributed(words: Bilingual, holders: HolderNames): Bilingual {
  const bare = (text: string) => withoutLabels(text, holders)
  const { en, zh } = inOrderOfWords(words, holders.labels, bare)
  return { en: bare(en), zh: bare(zh) }
}

/**
 * What is left in a text that may yet say whose words are: an unknown label at the head of a bracket, a
 * delegation's label in parentheses, a delegation's name (OU33). The bureau is shown it before it publishes.
 */
export function attributionsIn(words: Bilingual, holders: HolderNames): string[] {
  const found = LANGUAGES.flatMap((language) => {
    const folded = fold(words[language])
    const names = alternatives(holders)
    const patterns = [
      /(?<=\[[ \t]*)(?!option|备选|选项|方案)\p{L}[\p{L}\p{N}.' -]{0,23}?(?=[ \t]*:)/giu,
      ...(names === '' ? [] : [new RegExp(`\\((?:by |from )?(?:${names})\\)`, 'giu')]),
      ...proper(holders).map((name) => new RegExp(escape(name), 'giu')),
    ]
    return patterns.flatMap((pattern) =>
      Array.from(folded.matchAll(pattern), ({ 0: hit, index }) =>
        words[language].slice(index, index + hit.length),
      ),
    )
  })
  return [...new Set(found)]
}

const SPACE = String.raw`[ \t\u00a0\u3000\u200b-\u200f\u2060]`

function withoutLabels(text: string, holders: HolderNames): string {
  const names = alternatives(holders)
  if (names === '') return text
  const one = `(?:the${SPACE}+)?(?:${names})${SPACE}*(?:\\([^()\\[\\]\\n]{0,40}\\)${SPACE}*)?`
  const joint = `(?:[,、/&;+]|and|和|与|及)${SPACE}*`
  const label = new RegExp(`${SPACE}*${one}(?:${joint}${one})*(?:: ?|[–—]+ ?)`, 'iuy')
  const folded = fold(text)
  const cuts: [number, number][] = []
  for (const start of headsOf(text, holders.labels)) {
    let from = start
    for (let to = endOf(label, folded, from); to > from; to = endOf(label, folded, from)) {
      cuts.push([from, to])
      from = to
    }
  }
  let [plain, at] = ['', 0]
  for (const [from, to] of cuts.sort((a, b) => a[0] - b[0])) {
    if (from < at) continue
    plain += text.slice(at, from)
    at = to
  }
  return plain + text.slice(at)
}

/** Where a label can stand: after every opening mark, matched or not, after an option's mark, at a line's head. */
function headsOf(text: string, labels: DelegationLabels): Set<number> {
  const { options } = parseBrackets(text, labels)
  const marks = Array.from(
    text.matchAll(/[[［]\^?|^|\n/g),
    ({ 0: mark, index }) => index + mark.length,
  )
  return new Set([...marks, ...options.map(({ wordsFrom }) => wordsFrom)])
}

function alternatives(holders: HolderNames): string {
  const all = [...Object.values(holders.labels).flat(), ...proper(holders)]
  return [...new Set(all.filter((name) => name.trim() !== '').map(fold))]
    .sort((a, b) => b.length - a.length)
    .map(escape)
    .join('|')
}

function proper({ names }: HolderNames): string[] {
  return names.flatMap(({ en, zh }) => [en, zh]).filter((name) => name.trim() !== '')
}

/** Full-width forms as the half-width ones, character for character. */
function fold(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  )
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, (character) =>
    character === '-' ? '\\x2d' : `\\${character}`,
  )
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
