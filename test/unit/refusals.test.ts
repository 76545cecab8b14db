import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { OPERATIONS } from '#shared/identity'
import { errors } from '../../client/platform/i18n/en/errors.ts'

const ROOMS =
  /'((?:command|dialogues|identity|sessions|proposals|positions|agreement|outcomes|text|server|socket|http)\/[a-z-]+)'/g
const EFFECTS = new Set(['text/create', 'text/lock', 'text/unlock', 'text/rebuild', 'command/last'])

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
}

describe('refusals', () => {
  it('have a sentence for every code that rules and server give', () => {
    const codes = new Set(
      [...sources('shared'), ...sources('server')].flatMap((source) =>
        [...source.matchAll(ROOMS)].map(([, code]) => code ?? ''),
      ),
    )
    expect(codes.size).toBeGreaterThan(60)
    const missing = [...codes].filter(
      (code) => !(code in OPERATIONS) && !EFFECTS.has(code) && !(code in errors),
    )
    expect(missing).toEqual([])
  })
})
