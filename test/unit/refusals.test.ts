import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { OPERATIONS } from '#shared/identity'
import { LANGUAGES } from '#shared/kernel'
import { REFUSALS, refusalSentence, statusOf } from '#shared/refusals'

// What names an effect (by `type:` or in a `case`) or a module is no code of a refusal.
const LITERAL = /(?<!type: |case |from |import\()['"`]([a-z]+\/[a-z][a-z-]*[a-z])['"`]/g
// Words of the same form: kinds of files, an effect that is looked for, a key of a store, an example.
const OTHERS =
  /^(application|image)\/|^text\/(html|plain|css|csv|calendar|markdown|javascript)$|^(outcome\/publish|command\/last|room\/kebab-code)$/

function codesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .filter((name) => !path.join(folder, name).startsWith(path.join('shared', 'refusals')))
    .flatMap((name) => [...readFileSync(path.join(folder, name), 'utf8').matchAll(LITERAL)])
    .flatMap(([, code]) => (code === undefined ? [] : [code]))
    .filter((code) => !(code in OPERATIONS) && !OTHERS.test(code))
}

const codes = new Set(['shared', 'server', 'client'].flatMap(codesIn))
// Made of two parts where it is given.
for (const why of ['short', 'common', 'personal']) codes.add(`identity/password-${why}`)

/** How many things a sentence says: what is the matter, and what to do. */
const saidIn = (sentence: string) =>
  sentence.split(/[.;:!?](?:\s|$)|[。；：！？]/).filter((part) => part.trim() !== '').length

const gaps = (sentence: string) => [...sentence.matchAll(/\{\{\w+\}\}/g)].map(String).sort()

describe('refusals', () => {
  it('have a sentence in both languages for every code that is given anywhere', () => {
    expect(codes.size).toBeGreaterThan(180)
    for (const language of LANGUAGES) {
      expect([...codes].filter((code) => !Object.hasOwn(REFUSALS[language], code))).toEqual([])
    }
  })

  it('have no sentence for a code that nothing gives', () => {
    for (const language of LANGUAGES) {
      expect(Object.keys(REFUSALS[language]).filter((code) => !codes.has(code))).toEqual([])
    }
  })

  it('say in both languages what is the matter and what to do, with the same gaps', () => {
    for (const [code, english] of Object.entries(REFUSALS.en)) {
      const chinese = REFUSALS.zh[code] ?? ''
      expect(saidIn(english), code).toBeGreaterThan(1)
      expect(saidIn(chinese), code).toBeGreaterThan(1)
      expect(gaps(chinese), code).toEqual(gaps(english))
      expect(chinese, code).toMatch(/\p{Script=Han}/u)
      expect(english, code).not.toMatch(/\p{Script=Han}/u)
    }
  })

  it('say what to do also when a code has no sentence of its own', () => {
    expect(refusalSentence({ code: 'nowhere/known' }, 'en')).toContain('(nowhere/known)')
    expect(refusalSentence({ code: 'nowhere/known' }, 'zh')).toContain('（nowhere/known）')
  })

  it('have a status over HTTP that says whether trying again may help', () => {
    expect(statusOf('dialogues/unknown')).toBe(404)
    expect(statusOf('agreement/text-changed')).toBe(409)
    expect(statusOf('server/database-away')).toBe(503)
    expect(statusOf('server/storage-full')).toBe(503)
  })
})
