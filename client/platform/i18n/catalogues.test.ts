import { describe, expect, it } from 'vitest'
import { en } from './en/index.ts'
import { zh } from './zh/index.ts'

function leaves(node: object, path = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value as object, `${path}${key}.`),
  )
}

const gaps = (sentence: string) => [...sentence.matchAll(/\{\{\w+\}\}/g)].map(String).sort()

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
})
