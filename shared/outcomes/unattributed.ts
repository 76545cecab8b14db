import type { Bilingual } from '#shared/kernel'
import { parseBrackets, type DelegationLabels } from '#shared/proposals'

/** The words with every bracket and without the labels that say which delegation holds it (OU21). */
export function unattributed(words: Bilingual, labels: DelegationLabels): Bilingual {
  return { en: withoutLabels(words.en, labels), zh: withoutLabels(words.zh, labels) }
}

function withoutLabels(text: string, labels: DelegationLabels): string {
  const held = parseBrackets(text, labels).spans.filter(({ holders }) => holders.length > 0)
  return held.reduceRight(
    (plain, { from, innerFrom }) => plain.slice(0, from + 1) + plain.slice(innerFrom),
    text,
  )
}
