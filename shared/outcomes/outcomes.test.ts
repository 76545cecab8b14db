import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { PEOPLE, smallWorld, type Person } from '../../test/support/world.ts'
import type { OutcomeEffect } from './decide.ts'
import { documentTree } from './tree.ts'
import { latestNote, supersededBy } from './model.ts'

let world: ReturnType<typeof smallWorld>

const FORM = {
  kind: 'consensus-document',
  reference: 'PD-2026-01',
  title: { en: 'Categories', zh: '类别' },
  date: '2026-03-02',
  distribution: 'public',
}

beforeEach(() => {
  world = smallWorld()
})

/** Puts a clause to a ballot; `odd` answers for side A. */
function ballot(clauseId: string, odd = 'agree') {
  const { hash } = world.clauseWords(clauseId)
  const opening = { clauseId, hash, despiteConcordance: true }
  const { id: ballotId } = world.do('chairOne', 'agreement/open-ballot', opening)
  for (const [head, answer] of [
    ['headA', odd],
    ['headB', 'agree'],
  ] as const) {
    world.do(head, 'agreement/answer', { ballotId, hash, answer, reason: 'a reason' })
  }
}

/** Gives somebody another role, without a delegation. */
function becomes(person: Person, role: string): void {
  const name = { en: person, zh: '' }
  const member = { accountId: PEOPLE[person], name, role, delegationId: null, expertise: null }
  world.do('convener', 'dialogues/change-member', member)
}

function assemble(changes: object = {}, person: 'chairOne' | 'rapporteur' = 'rapporteur') {
  const payload = { proposalId: world.proposal, ...FORM, ...changes }
  const done = world.as(person, 'outcomes/assemble', payload)
  if (!done.ok) return { code: done.code, params: done.params }
  return { outcomeId: done.result['id'] as string, digest: done.result['digest'] as string }
}

function publish(changes: object = {}) {
  const made = assemble(changes)
  if (made.outcomeId === undefined) throw new Error(made.code)
  world.do('chairOne', 'outcomes/approve', made)
  world.do('chairTwo', 'outcomes/approve', made)
  return made.outcomeId
}

const effects = <T extends OutcomeEffect['type']>(type: T) =>
  world.effects.filter((e): e is Extract<OutcomeEffect, { type: T }> => e.type === type)
const published = () => effects('outcome/publish').at(-1)!.canonical
const codeOf = (done: ReturnType<typeof world.as>) => (done.ok ? 'done' : done.code)
const outcomes = () => world.state.room.outcomes

describe('assembling', () => {
  it('OU20 refuses words that are not those that were agreed, when assembling and when approving', () => {
    const clauseId = world.clauses[0]!
    ballot(clauseId)
    const made = assemble()
    expect(made.outcomeId).toBeDefined()
    const agreed = world.words.get(clauseId)!
    world.words.set(clauseId, { ...agreed, en: 'Other words.' })
    const refusal = { code: 'outcomes/not-as-agreed', params: { clause: '1' } }
    expect(assemble({ reference: 'PD-2026-02' })).toEqual(refusal)
    expect(world.as('chairOne', 'outcomes/approve', made)).toMatchObject(refusal)
    world.words.set(clauseId, agreed)
    expect(world.as('chairOne', 'outcomes/approve', made).ok).toBe(true)
  })

  const FATES = ['agree', 'reserve', 'agree-ad-referendum', 'object', 'bracketed', 'none'] as const
  const STANDING = {
    agree: 'agreed',
    reserve: 'reserved',
    'agree-ad-referendum': 'agreed-ad-referendum',
  } as const

  it('OU20 OU21 only what was agreed enters as agreed, whatever became of the clauses', () => {
    const fates = fc.array(fc.constantFrom(...FATES), { minLength: 3, maxLength: 3 })
    const kinds = fc.constantFrom('consensus-document', 'co-chairs-summary')
    fc.assert(
      fc.property(fates, kinds, (given, kind) => {
        world = smallWorld()
        given.forEach((fate, n) => {
          const clauseId = world.clauses[n]!
          if (fate === 'bracketed') {
            world.edit(clauseId, { en: '[A: shall][B: should] act', zh: '［甲方：应］行动' })
          } else if (fate !== 'none') ballot(clauseId, fate)
        })
        const summary = kind === 'co-chairs-summary'
        const expected = given.flatMap((fate) =>
          fate in STANDING
            ? STANDING[fate as keyof typeof STANDING]
            : summary
              ? ('not-agreed' as const)
              : [],
        )
        if (expected.length === 0) {
          expect(assemble({ kind })).toMatchObject({ code: 'outcomes/nothing-agreed' })
          return
        }
        publish({ kind })
        const { clauses } = published()
        expect(clauses.map(({ status }) => status)).toEqual(expected)
        const locked = world.state.room.proposals.list[0]!.clauses.map(({ lock }) => lock?.hash)
        for (const { status, textHash, text } of clauses) {
          if (status !== 'not-agreed') expect(locked).toContain(textHash)
          expect(text.en + text.zh).not.toMatch(/\[[AB]|甲方|乙方/)
        }
      }),
    )
  })

  it('OU20 a heading enters only with something under it', () => {
    const runs = { en: [{ text: 'Head' }], zh: [{ text: '标题' }] }
    const heading = { kind: 'heading', level: 1, runs }
    for (const afterId of [null, world.clauses[1]]) {
      const added = { proposalId: world.proposal, afterId, clauses: [heading] }
      world.do('chairOne', 'proposals/add-clauses', added)
    }
    ballot(world.clauses[0]!)
    publish()
    expect(published().clauses.map(({ kind }) => kind)).toEqual(['heading', 'operative'])
  })

  it('OU22 refuses a reference twice, an embargo that is over, and superseding what does not stand', () => {
    ballot(world.clauses[0]!)
    expect(assemble({ embargoUntil: '2020-01-01T00:00:00.000Z' })).toMatchObject({
      code: 'outcomes/embargo-past',
    })
    const first = publish()
    expect(assemble()).toMatchObject({ code: 'outcomes/reference-taken' })
    const later = { reference: 'PD-2026-02', supersedes: 'PD-2026-01' }
    const unknown = { ...later, supersedes: 'PD-1900-01' }
    expect(assemble(unknown)).toMatchObject({ code: 'outcomes/cannot-supersede' })
    publish(later)
    expect(supersededBy(outcomes(), outcomes().list[0]!)?.reference).toBe('PD-2026-02')
    expect(outcomes().list[0]!.id).toBe(first)
    const twice = { ...later, reference: 'PD-2026-03' }
    expect(assemble(twice)).toMatchObject({ code: 'outcomes/cannot-supersede' })
  })

  it('OU23 refuses what stands in one language only', () => {
    ballot(world.clauses[0]!)
    const half = { en: 'Half', zh: '' }
    for (const [changes, where] of [
      [{ title: half }, 'title'],
      [{ preamble: half }, 'preamble'],
      [{ recommendations: [FORM.title, half] }, 'recommendations.2'],
      [{ disclaimer: half }, 'disclaimer'],
    ] as const) {
      expect(assemble(changes)).toEqual({ code: 'outcomes/one-language', params: { where } })
    }
  })

  it('OU24 two moderators approve exactly what was assembled; a former one’s key does not count', () => {
    ballot(world.clauses[0]!)
    const made = assemble()
    expect(codeOf(world.as('headA', 'outcomes/approve', made))).toBe('identity/not-allowed')
    world.do('chairOne', 'outcomes/approve', made)
    expect(codeOf(world.as('chairOne', 'outcomes/approve', made))).toBe('outcomes/already-approved')
    world.do('delegateA', 'outcomes/choose-naming', { consents: true })
    expect(codeOf(world.as('chairTwo', 'outcomes/approve', made))).toBe('outcomes/words-changed')
    world.do('delegateA', 'outcomes/choose-naming', { consents: false })
    const chair = Object.values(world.state.room.dialogue.members).find(
      ({ name }) => name.en === 'chairOne',
    )!
    const { accountId, name } = chair
    const seat = { accountId, name, role: 'convener', delegationId: null, expertise: null }
    world.do('convener', 'dialogues/change-member', seat)
    expect(world.do('chairTwo', 'outcomes/approve', made)).toEqual({ published: false })
  })

  it('OU25 names those who consented and still take part, and nobody else', () => {
    ballot(world.clauses[0]!)
    for (const person of ['headB', 'delegateA', 'adviserA', 'headA'] as const) {
      world.do(person, 'outcomes/choose-naming', { consents: true })
    }
    world.do('headB', 'outcomes/choose-naming', { consents: false })
    const { accountId } = Object.values(world.state.room.dialogue.members).find(
      ({ name }) => name.en === 'adviserA',
    )!
    world.do('convener', 'dialogues/suspend-member', { accountId })
    publish()
    expect(published().participants.map(({ en }) => en)).toEqual(['delegateA', 'headA'])
    const observer = world.as('observer', 'outcomes/choose-naming', { consents: true })
    expect(codeOf(observer)).toBe('identity/not-allowed')
  })

  it('OU25 whoever consented and observes only since then is not named', () => {
    ballot(world.clauses[0]!)
    for (const person of ['delegateA', 'headA'] as const) {
      world.do(person, 'outcomes/choose-naming', { consents: true })
    }
    becomes('delegateA', 'observer')
    publish()
    expect(published().participants.map(({ en }) => en)).toEqual(['headA'])
  })

  it('OU7 the published copy follows the dialogue’s rule, an own copy names its own side first', () => {
    ballot(world.clauses[0]!)
    const sides = (n: number, changes: object = {}) => {
      publish({ reference: `PD-2026-1${n}`, ...changes })
      return published().sides.map(({ en }) => en)
    }
    expect(sides(1)).toEqual(['Side A', 'Side B'])
    world.do('chairOne', 'outcomes/choose-alternat', { rule: 'rotating' })
    expect(sides(2)).toEqual(['Side B', 'Side A'])
    expect(sides(3)).toEqual(['Side A', 'Side B'])
    world.do('convener', 'outcomes/choose-alternat', { rule: 'listed' })
    expect(sides(4)).toEqual(['Side A', 'Side B'])
    const named = documentTree(published(), { ownSide: 1 }).blocks.flatMap((block) =>
      block.type === 'paragraph' && block.role === 'side' ? [block.text.en] : [],
    )
    expect(named).toEqual(['Side B', 'Side A'])
  })
})

describe('after publication', () => {
  const REASON = { en: 'A figure was wrong.', zh: '有一处数字有误。' }

  it('OU26 a withdrawal takes a second moderator and a reason, and can be dropped before', () => {
    ballot(world.clauses[0]!)
    const made = assemble()
    const asked = { outcomeId: made.outcomeId, reason: REASON }
    const propose = () => world.as('chairOne', 'outcomes/propose-withdrawal', asked)
    expect(codeOf(propose())).toBe('outcomes/not-published')
    world.do('chairOne', 'outcomes/approve', made)
    world.do('chairTwo', 'outcomes/approve', made)
    const one = { outcomeId: made.outcomeId }
    expect(codeOf(world.as('chairTwo', 'outcomes/second-withdrawal', one))).toBe(
      'outcomes/no-withdrawal',
    )
    const half = { ...asked, reason: { en: 'Half', zh: '' } }
    expect(codeOf(world.as('chairOne', 'outcomes/propose-withdrawal', half))).toBe(
      'outcomes/one-language',
    )
    expect(codeOf(propose())).toBe('done')
    expect(codeOf(propose())).toBe('outcomes/withdrawal-pending')
    expect(codeOf(world.as('chairOne', 'outcomes/second-withdrawal', one))).toBe(
      'outcomes/already-approved',
    )
    world.do('chairTwo', 'outcomes/drop-withdrawal', one)
    propose()
    world.do('chairTwo', 'outcomes/second-withdrawal', one)
    expect(effects('outcome/withdraw')).toEqual([
      { type: 'outcome/withdraw', reference: 'PD-2026-01', reason: REASON },
    ])
    expect(outcomes().list[0]!.withdrawal?.isDone).toBe(true)
    expect(codeOf(propose())).toBe('outcomes/withdrawn')
  })

  it('OU26 the first key of a withdrawal is void when who turned it is no moderator any more', () => {
    ballot(world.clauses[0]!)
    const one = { outcomeId: publish() }
    world.do('chairOne', 'outcomes/propose-withdrawal', { ...one, reason: REASON })
    becomes('chairOne', 'rapporteur')
    expect(codeOf(world.as('chairTwo', 'outcomes/second-withdrawal', one))).toBe(
      'outcomes/first-key-void',
    )
    expect(effects('outcome/withdraw')).toEqual([])
  })

  it('OU27 OU28 notes referrals and what became of a recommendation, in publishable words', () => {
    ballot(world.clauses[0]!)
    const outcomeId = publish({ recommendations: [{ en: 'Refer it.', zh: '予以转交。' }] })
    const channel = { en: 'Official channel', zh: '官方渠道' }
    const refer = (changes: object) =>
      codeOf(world.as('rapporteur', 'outcomes/refer', { outcomeId, channel, ...changes }))
    expect(refer({ recommendation: '2' })).toBe('outcomes/unknown-recommendation')
    expect(refer({ channel: { en: 'shall \u202eton', zh: '否' } })).toBe('input/characters')
    expect(refer({ recommendation: '1' })).toBe('done')
    const words = { en: 'Put on the agenda.', zh: '已列入议程。' }
    const fate = { outcomeId, recommendation: '1', status: 'under-discussion', words }
    world.do('chairTwo', 'outcomes/follow-up', fate)
    const [referral, followUp] = outcomes().list[0]!.proposedNotes.map(({ id }) => id)
    const second = (who: Person, noteId: string | undefined) =>
      codeOf(world.as(who, 'outcomes/second-note', { outcomeId, noteId }))
    expect(effects('outcome/note')).toEqual([])
    expect(second('rapporteur', followUp)).toBe('identity/not-allowed')
    expect(second('chairTwo', followUp)).toBe('outcomes/already-approved')
    expect(second('chairOne', referral)).toBe('done')
    expect(second('chairOne', referral)).toBe('outcomes/no-note')
    expect(second('chairOne', followUp)).toBe('done')
    expect(outcomes().list[0]!.followUps.map(({ status }) => status)).toEqual([
      'referred',
      'under-discussion',
    ])
    expect(effects('outcome/note').map(({ note }) => note.words)).toEqual([channel, words])
    world.do('chairOne', 'outcomes/propose-withdrawal', { outcomeId, reason: REASON })
    world.do('chairTwo', 'outcomes/second-withdrawal', { outcomeId })
    expect(refer({})).toBe('outcomes/withdrawn')
  })

  it('OU28 a note is put right once by a later one, and keeps its words', () => {
    ballot(world.clauses[0]!)
    const outcomeId = publish({ recommendations: [{ en: 'Refer it.', zh: '予以转交。' }] })
    const words = { en: 'Taken up.', zh: '已采纳。' }
    const note = (changes: object) => {
      const fate = { outcomeId, recommendation: '1', status: 'taken-up', words, ...changes }
      const proposed = world.as('chairOne', 'outcomes/follow-up', fate)
      if (!proposed.ok) return codeOf(proposed)
      const { noteId } = proposed.result
      return codeOf(world.as('chairTwo', 'outcomes/second-note', { outcomeId, noteId }))
    }
    expect(note({})).toBe('done')
    expect(note({ corrects: 2 })).toBe('outcomes/unknown-note')
    const right = { en: 'It is under discussion.', zh: '正在讨论。' }
    expect(note({ corrects: 1, status: 'under-discussion', words: right })).toBe('done')
    expect(note({ corrects: 1 })).toBe('outcomes/unknown-note')
    const { followUps } = outcomes().list[0]!
    expect(followUps.map(({ words: noted, corrects }) => [noted, corrects])).toEqual([
      [words, null],
      [right, 1],
    ])
    expect(latestNote(followUps, '1')?.status).toBe('under-discussion')
    // Were the later one put right, too, nothing of the two would hold but what stands in its place.
    const later = { ...followUps[1]!, corrects: 2, status: 'received' as const }
    expect(latestNote([...followUps, later], '1')?.status).toBe('received')
    const { noteId } = world.do('rapporteur', 'outcomes/refer', { outcomeId, channel: words })
    world.do('chairTwo', 'outcomes/drop-note', { outcomeId, noteId })
    expect(codeOf(world.as('chairTwo', 'outcomes/drop-note', { outcomeId, noteId }))).toBe(
      'outcomes/no-note',
    )
    expect(outcomes().list[0]!.followUps).toHaveLength(2)
  })
})
