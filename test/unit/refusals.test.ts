import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { OPERATIONS } from '#shared/identity'
import { errors } from '../../client/platform/i18n/en/errors.ts'

const ROOMS =
  /'((?:command|dialogues|identity|sessions|proposals|positions|agreement|outcomes|text|server|socket|http)\/[a-z-]+)'/g
// Words of the same form that name something else: effects, by `type:` or in a `case`, and a key of a store.
const EFFECT = /(?:type: |case )'(text\/[a-z-]+)'/g
const KEY = 'command/last'

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
}

describe('refusals', () => {
  it('have a sentence for every code that rules and server give', () => {
    const all = [...sources('shared'), ...sources('server')]
    const named = (pattern: RegExp) =>
      new Set(all.flatMap((source) => [...source.matchAll(pattern)].map(([, code]) => code ?? '')))
    const codes = named(ROOMS)
    const effects = named(EFFECT)
    expect(codes.size).toBeGreaterThan(60)
    const missing = [...codes].filter(
      (code) => !(code in OPERATIONS) && !effects.has(code) && code !== KEY && !(code in errors),
    )
    expect(missing).toEqual([])
  })
})
