import { describe, expect, it } from 'vitest'
import { smallWorld } from '../../test/support/world.ts'
import { glossaryCells, glossaryMarkdown, glossaryTable } from './index.ts'

describe('the glossary as a file', () => {
  it('GL7 holds every definition in both languages and says which joint one is not confirmed', () => {
    const world = smallWorld()
    const term = { en: 'important data', zh: '重要数据' }
    const entryId = world.do('headA', 'glossary/propose-term', { term })['id'] as string
    const ours = { en: 'Data *listed* by a state.', zh: '国家列明的数据。' }
    world.do('headA', 'glossary/define', { entryId, definition: ours })
    const joint = { en: 'Data both list.', zh: '双方均列明的数据。' }
    world.do('headB', 'glossary/propose-joint', { entryId, definition: joint })
    const table = () =>
      glossaryTable(world.state.room.dialogue, world.state.room.instruments.glossary, 'en')
    const [heads, row] = glossaryCells(table())
    expect(heads).toHaveLength(8)
    expect(row).toEqual([
      term.en,
      term.zh,
      ours.en,
      ours.zh,
      '',
      '',
      '(proposed) Data both list.',
      '（待确认）双方均列明的数据。',
    ])
    for (const head of ['headA', 'headB'] as const) {
      world.do(head, 'glossary/confirm-joint', { entryId, version: 1 })
    }
    expect(glossaryCells(table())[1]?.slice(-2)).toEqual([joint.en, joint.zh])
    const markdown = glossaryMarkdown(table())
    expect(markdown).toContain('## important data · 重要数据')
    expect(markdown).toContain('Data \\*listed\\* by a state.')
  })
})
