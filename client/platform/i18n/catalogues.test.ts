import { describe, expect, it } from 'vitest'
import { en } from './en/index.ts'
import { REFUSALS } from '#shared/refusals'
import { zh } from './zh/index.ts'

function leaves(node: object, path = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value as object, `${path}${key}.`),
  )
}

const gaps = (sentence: string) => [...sentence.matchAll(/\{\{\w+\}\}/g)].map(String).sort()

/** Where a chair is meant and no moderator: two keys, and a kind of text. */
const EN_CHAIRS = /co-chairs?|chairs?’ text|chair’s text/gi
const ZH_CHAIRS = /联合主席|主席案文/g

describe('the catalogues', () => {
  const english = new Map(leaves(en))
  const chinese = new Map(leaves(zh))

  it('say the same things in both languages, with the same gaps', () => {
    for (const [key, sentence] of english) {
      if (key.endsWith('_one')) continue
      expect(chinese.has(key), key).toBe(true)
      expect(gaps(chinese.get(key)!), key).toEqual(gaps(sentence))
    }
    for (const key of chinese.keys()) expect(english.has(key), key).toBe(true)
  })

  it('leave no sentence empty and no Chinese sentence in English', () => {
    for (const [key, sentence] of chinese) {
      if (key === 'app.name') continue
      const words = sentence.replace(/\{\{\w+\}\}/g, '')
      if (!/\p{L}/u.test(words)) continue
      expect(/\p{Script=Han}/u.test(words), key).toBe(true)
    }
    for (const [key, sentence] of english) expect(sentence.trim(), key).not.toBe('')
  })

  it('call every role by the one word of the vocabulary', () => {
    const said = (sentences: Iterable<[string, string]>, wrong: RegExp, right: RegExp) =>
      [...sentences].filter(([, sentence]) => wrong.test(sentence.replace(right, '')))
    const both = [
      [[...english, ...Object.entries(REFUSALS.en)], /\bbureau\b|\bpresid|\bchairs?\b/i, EN_CHAIRS],
      [[...chinese, ...Object.entries(REFUSALS.zh)], /主席|商定/, ZH_CHAIRS],
    ] as const
    for (const [sentences, wrong, right] of both) expect(said(sentences, wrong, right)).toEqual([])
  })
})
