import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { COMMANDS, EVENTS, resultOf } from '#shared/app'
import { REFUSALS } from '#shared/refusals'
import { freshProtocol } from '../../scripts/protocol-commands.ts'

const root = path.join(import.meta.dirname, '..', '..')

it('docs/protocol.md lists every command, event and refusal as the code has it (npx tsx scripts/protocol-commands.ts)', () => {
  const { stored, fresh } = freshProtocol()
  expect(stored).toBe(fresh)
  for (const type of Object.keys(COMMANDS)) expect(stored).toContain(`**\`${type}\`**`)
  for (const type of Object.keys(EVENTS)) expect(stored).toContain(`**\`${type}\`**`)
  const told = Object.keys(REFUSALS.en).filter((code) => !code.startsWith('client/'))
  for (const code of told) expect(stored).toContain(`| \`${code}\` |`)
})

it('docs/protocol.md leaves no member of a payload or a result unsaid', () => {
  const { fresh } = freshProtocol()
  const generated = fresh.slice(fresh.indexOf('## 4. Commands'), fresh.indexOf('## 6. Refusals'))
  expect(generated).not.toMatch(/: any\b|: object\b|: \{\}[,}]/)
})

it('docs/protocol.md names every event that the server pushes, and no code that it does not answer', () => {
  const { stored } = freshProtocol()
  const pushed = readdirSync(path.join(root, 'server'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [
      ...readFileSync(path.join(root, 'server', file), 'utf8').matchAll(
        /(?:\btoRoom|\btoRoomHere|\btoAllHere|(?:socket|reach\.to\(room\))\.emit)\([^'"\n]*?'([a-z:]+)'/g,
      ),
    ])
    .map(([, event]) => event ?? '')
  expect(new Set(pushed)).toEqual(
    new Set(['events', 'heads', 'presence', 'text', 'text:changed', 'revoked', 'trouble']),
  )
  for (const event of pushed) expect(stored).toContain(`\`${event}\` \`{`)
  const named = [...stored.matchAll(/`((?:[a-z]+)\/[a-z]+(?:-[a-z]+)*)`/g)].map(([, code]) => code!)
  const known = (code: string) =>
    code in REFUSALS.en || code in COMMANDS || /^(application|text)\/(calendar|octet)/.test(code)
  expect(named.filter((code) => !known(code))).toEqual([])
})

it('a result that no schema names is refused', () => {
  expect(resultOf('dialogues/close').safeParse({ id: 'x' }).success).toBe(false)
  expect(resultOf('agreement/close-ballot').safeParse({ result: 'perhaps' }).success).toBe(false)
})
