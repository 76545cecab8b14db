import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clauseHash } from '#shared/proposals'
import {
  canonicalOutcome as assemble,
  canonicalOutcomeSchema,
  canonicalOutcomeText,
  outcomeHash,
  type OutcomeParts,
} from './canonical.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const canonicalOutcome = (parts: OutcomeParts, hash = sha256) => {
  const decision = assemble(parts, hash)
  if (!decision.ok) throw new Error(decision.code)
  return decision.value
}

const PARTS: OutcomeParts = {
  kind: 'consensus-document',
  reference: 'PD-2026-03',
  dialogue: { en: 'Dialogue on data', zh: '数据对话' },
  title: { en: 'Common categories', zh: '共同类别' },
  date: '2026-11-24',
  participants: [
    { en: 'Zhao Min', zh: '赵敏' },
    { en: 'Ann Bell', zh: '安·贝尔' },
  ],
  clauses: [
    {
      number: '1',
      kind: 'operative',
      level: 1,
      text: { en: 'Cafe\u0301 data\r\nflow', zh: '数据流动' },
      status: 'agreed',
    },
  ],
}

describe('the canonical form of an outcome', () => {
  it('OU1 is the same bytes for the same words, and reads back as itself', () => {
    const outcome = canonicalOutcome(PARTS, sha256)
    const text = canonicalOutcomeText(outcome)
    expect(canonicalOutcomeSchema.parse(JSON.parse(text))).toEqual(outcome)
    const turned = JSON.parse(text, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as typeof outcome
    expect(canonicalOutcomeText(turned)).toBe(text)
    expect(outcomeHash(outcome, sha256)).toBe(sha256(text))
  })

  it('OU2 has no place for accounts, sides of speakers or instants', () => {
    const outcome = canonicalOutcome(PARTS, sha256)
    for (const extra of [
      { actor: '3b2c' },
      { publishedAt: '2026-11-24T08:15:00.000Z' },
      { date: '2026-11-24T08:15:00.000Z' },
      { participants: [{ en: 'Ann Bell', zh: '', side: 'A' }] },
      { clauses: [{ ...outcome.clauses[0]!, proposedBy: 'A' }] },
    ]) {
      expect(canonicalOutcomeSchema.safeParse({ ...outcome, ...extra }).success).toBe(false)
    }
  })

  it('OU3 the order in which participants were admitted leaves no trace', () => {
    const names = ['Zhao Min', 'Ann Bell', 'Li Na', 'Bo Carr'].map((en) => ({ en, zh: en }))
    const expected = canonicalOutcome({ ...PARTS, participants: names }, sha256)
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: 4 }), (participants) => {
        expect(canonicalOutcome({ ...PARTS, participants }, sha256)).toEqual(expected)
      }),
    )
  })

  it('OU4 every clause names the hash of its exact words, in their normal form', () => {
    const [clause] = canonicalOutcome(PARTS, sha256).clauses
    expect(clause!.text.en).toBe('Caf\u00e9 data\nflow')
    expect(clause!.textHash).toBe(clauseHash('operative', clause!.text, sha256))
  })

  it('OU5 refuses controls, directional overrides and lone surrogates', () => {
    for (const bad of ['a\u0000b', 'shall \u202eton', '\ud800', 'tab\tbed', '\u2067x']) {
      const clauses = [{ ...PARTS.clauses[0]!, text: { en: bad, zh: '' } }]
      expect(assemble({ ...PARTS, clauses }, sha256)).toEqual({
        ok: false,
        code: 'outcomes/not-publishable',
        params: { where: 'clauses.0.text.en' },
      })
    }
  })

  it('OU36 refuses what no published font has a sign for, and names it; every other letter passes', () => {
    const decided = (text: string) => {
      const clauses = [{ ...PARTS.clauses[0]!, text: { en: text, zh: '' } }]
      return assemble({ ...PARTS, clauses }, sha256)
    }
    for (const [text, named] of [
      ['near q\u0323\u0307 there', 'q\u0323\u0307'],
      ['\u0416\u0301', '\u0416\u0301'],
      ['x\u0304 and m\u0303', 'x\u0304 m\u0303'],
      ['अ', 'अ'],
    ] as const) {
      expect(decided(text)).toEqual({
        ok: false,
        code: 'outcomes/not-publishable',
        params: { where: `clauses.0.text.en: ${named}` },
      })
    }
    expect(decided('e\u0301 ệ Ж ß ő α 数据 々 カ 2026 № ≤ — “x”').ok).toBe(true)
  })
})
