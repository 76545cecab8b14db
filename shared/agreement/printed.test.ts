import { describe, expect, it } from 'vitest'
import { smallWorld } from '../../test/support/world.ts'
import { renamedSince } from './index.ts'

function withBallot() {
  const world = smallWorld()
  const [, clauseId] = world.clauses as [string, string, string]
  const { hash } = world.clauseWords(clauseId)
  world.do('chairOne', 'agreement/open-ballot', {
    kind: 'agreement',
    secrecy: 'open',
    clauseId,
    hash,
    despiteConcordance: true,
  })
  const ballot = () => world.state.room.agreement.ballots[0]!
  return { world, clauseId, ballot }
}

describe('how a ballot names its clause', () => {
  it('AG19 as it was printed at opening, and as it is now where the text has moved it since', () => {
    const { world, clauseId, ballot } = withBallot()
    const renamed = () => renamedSince(ballot(), clauseId, world.state.room.proposals)
    expect(ballot().printed).toEqual([{ clauseId, kind: 'operative', number: '2', ordinal: null }])
    expect(renamed()).toBeUndefined()
    const runs = { en: [{ text: 'New.' }], zh: [{ text: '新。' }] }
    world.do('headA', 'proposals/add-clauses', {
      proposalId: world.proposal,
      afterId: null,
      clauses: [{ kind: 'operative', level: 1, runs }],
    })
    expect(renamed()).toMatchObject({ printed: { number: '2' }, now: { number: '3' } })
    expect(ballot().printed[0]?.number).toBe('2')
  })
})
