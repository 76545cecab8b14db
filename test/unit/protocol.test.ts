import { expect, it } from 'vitest'
import { freshProtocol } from '../../scripts/protocol-commands.ts'

it('docs/protocol.md lists every command as the code has it (npx tsx scripts/protocol-commands.ts)', () => {
  const { stored, fresh } = freshProtocol()
  expect(stored).toBe(fresh)
})
