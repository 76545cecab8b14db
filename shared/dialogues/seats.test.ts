import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PEOPLE, id, smallWorld, type Person } from '../../test/support/world.ts'
import { hasArrived, mayLink } from './index.ts'

const names = { en: 'New', zh: '新' }
const seat = (accountId: string, role: string, delegationId: string | null) => ({
  accountId,
  name: names,
  role,
  delegationId,
  expertise: null,
})

function newSide() {
  const world = smallWorld()
  const made = world.do('convener', 'dialogues/add-delegation', { name: names })
  return { world, c: String(made['id']) }
}

type World = ReturnType<typeof newSide>['world']

const dialogue = (world: World) => world.state.room.dialogue
const membersOf = (world: World, delegationId: string) =>
  Object.values(dialogue(world).members)
    .filter((member) => member.delegationId === delegationId)
    .map(({ accountId }) => accountId)
    .sort()
const request = (world: World) => dialogue(world).requests[0]?.id
type Wanted = ReturnType<typeof seat>
const named = ({ accountId }: Wanted) => ({ accountId })
const asked = (_: Wanted, requestId: string) => ({ requestId })
/** The commands about seats, with the payload of each. */
const COMMANDS: Readonly<Record<string, (wanted: Wanted, requestId: string) => object>> = {
  'dialogues/admit-member': (wanted) => wanted,
  'dialogues/change-member': (wanted) => wanted,
  'dialogues/hand-over-head': named,
  'dialogues/suspend-member': named,
  'dialogues/restore-member': named,
  'dialogues/confirm-seat': asked,
  'dialogues/decline-seat': asked,
}
const admit = (world: World, by: Person, ...asked: Parameters<typeof seat>) =>
  world.as(by, 'dialogues/admit-member', seat(...asked))

describe('seats in a delegation', () => {
  it('DI14 the convener seats the first head of a delegation, and nobody else in it', () => {
    const { world, c } = newSide()
    expect(admit(world, 'convener', id(90), 'delegate', c)).toMatchObject({
      result: { seated: false },
    })
    expect(membersOf(world, c)).toEqual([])
    expect(admit(world, 'convener', id(91), 'head', c)).toMatchObject({ result: { seated: true } })
    expect(admit(world, 'convener', id(92), 'head', c)).toMatchObject({
      code: 'dialogues/head-seat-taken',
    })
    expect(membersOf(world, c)).toEqual([id(91)])
  })

  it('DI14 a first head who never came can be replaced, and does not stay in the delegation', () => {
    const { world, c } = newSide()
    admit(world, 'convener', id(91), 'head', c)
    expect(admit(world, 'convener', id(92), 'head', c)).toMatchObject({ ok: false })
    world.do('convener', 'dialogues/suspend-member', { accountId: id(91) })
    expect(admit(world, 'convener', id(92), 'head', c)).toMatchObject({ result: { seated: true } })
    expect(membersOf(world, c)).toEqual([id(92)])
    expect(dialogue(world).members[id(91)]).toMatchObject({ role: 'observer', suspended: true })
  })

  it('DI14 a delegation has arrived once one of it acted in the room, or anything stands in its own stream', () => {
    for (const alone of [false, true]) {
      const { world, c } = newSide()
      admit(world, 'convener', id(91), 'head', c)
      expect(hasArrived(dialogue(world), c)).toBe(false)
      if (alone) {
        const clauseId = world.clauses[0]
        expect(world.by(id(91), 'proposals/draft-amendment', { clauseId })).toMatchObject({
          ok: true,
        })
      } else {
        expect(
          world.by(id(91), 'dialogues/admit-member', seat(id(93), 'adviser', c)),
        ).toMatchObject({ ok: true })
      }
      world.do('convener', 'dialogues/suspend-member', { accountId: id(91) })
      expect(admit(world, 'convener', id(92), 'head', c)).toMatchObject({
        code: 'dialogues/head-from-within',
      })
    }
  })

  it('DI15 whom the convener seats in a delegation is seated once its head consents', () => {
    const world = smallWorld()
    const before = membersOf(world, world.a)
    for (const [person, role] of [
      [id(99), 'delegate'],
      [PEOPLE.observer, 'adviser'],
      [PEOPLE.chairOne, 'delegate'],
      [PEOPLE.convener, 'adviser'],
      [PEOPLE.delegateB, 'delegate'],
    ] as const) {
      const type = person === id(99) ? 'dialogues/admit-member' : 'dialogues/change-member'
      expect(world.as('convener', type, seat(person, role, world.a))).toMatchObject({
        result: { seated: false },
      })
      expect(membersOf(world, world.a)).toEqual(before)
      expect(
        world.as('headB', 'dialogues/confirm-seat', { requestId: request(world) }),
      ).toMatchObject({
        code: 'dialogues/unknown-request',
      })
      expect(
        world.as('convener', 'dialogues/confirm-seat', { requestId: request(world) }),
      ).toMatchObject({ code: 'identity/not-allowed' })
      world.do('headA', 'dialogues/decline-seat', { requestId: request(world) })
    }
    admit(world, 'convener', id(99), 'delegate', world.a)
    world.do('headA', 'dialogues/confirm-seat', { requestId: request(world) })
    expect(membersOf(world, world.a)).toEqual([...before, id(99)].sort())
    expect(dialogue(world).requests).toEqual([])
  })

  it('DI15 a request made anew is another one, and each person has at most one', () => {
    const world = smallWorld()
    admit(world, 'convener', id(99), 'adviser', world.a)
    const first = request(world)
    admit(world, 'convener', id(99), 'delegate', world.a)
    expect(dialogue(world).requests).toHaveLength(1)
    expect(world.as('headA', 'dialogues/confirm-seat', { requestId: first })).toMatchObject({
      code: 'dialogues/unknown-request',
    })
    world.do('convener', 'dialogues/decline-seat', { requestId: request(world) })
    expect(dialogue(world).requests).toEqual([])
    admit(world, 'convener', id(99), 'observer', null)
    world.do('convener', 'dialogues/change-member', seat(id(99), 'adviser', world.a))
    world.do('convener', 'dialogues/suspend-member', { accountId: id(99) })
    expect(dialogue(world).requests).toEqual([])
  })

  it('DI15 whose suspension is lifted comes back into a delegation as its head consents', () => {
    const world = smallWorld()
    const accountId = PEOPLE.delegateA
    world.do('headA', 'dialogues/suspend-member', { accountId })
    expect(world.as('convener', 'dialogues/restore-member', { accountId })).toMatchObject({
      result: { seated: false },
    })
    expect(dialogue(world).members[accountId]?.suspended).toBe(true)
    expect(world.as('headB', 'dialogues/restore-member', { accountId })).toMatchObject({
      code: 'dialogues/unknown-member',
    })
    world.do('headA', 'dialogues/confirm-seat', { requestId: request(world) })
    expect(dialogue(world).members[accountId]).toMatchObject({ suspended: false, role: 'delegate' })
    world.do('headA', 'dialogues/suspend-member', { accountId })
    expect(world.as('headA', 'dialogues/restore-member', { accountId })).toMatchObject({
      result: { seated: true },
    })
    world.do('convener', 'dialogues/suspend-member', { accountId: PEOPLE.headA })
    expect(
      world.as('convener', 'dialogues/restore-member', { accountId: PEOPLE.headA }),
    ).toMatchObject({ result: { seated: true } })
  })

  it('DI16 a head admits delegates and advisers of their own delegation, and suspends its members alone', () => {
    const world = smallWorld()
    expect(admit(world, 'headA', id(90), 'adviser', world.a)).toMatchObject({
      result: { seated: true },
    })
    for (const [role, delegationId] of [
      ['delegate', world.b],
      ['observer', null],
      ['moderator', null],
    ] as const) {
      expect(admit(world, 'headA', id(91), role, delegationId)).toMatchObject({
        code: 'dialogues/own-delegation-only',
      })
    }
    expect(admit(world, 'convener', id(91), 'head', world.a)).toMatchObject({
      code: 'dialogues/head-from-within',
    })
    expect(admit(world, 'headA', id(91), 'head', world.a)).toMatchObject({
      code: 'dialogues/head-seat-taken',
    })
    expect(admit(world, 'headA', PEOPLE.observer, 'delegate', world.a)).toMatchObject({
      code: 'dialogues/member-known',
    })
    for (const accountId of [PEOPLE.delegateB, PEOPLE.chairOne, PEOPLE.convener]) {
      expect(world.as('headA', 'dialogues/suspend-member', { accountId })).toMatchObject({
        code: 'dialogues/unknown-member',
      })
    }
  })

  it('DI17 a link to a member of a delegation is its head’s to make, once it has arrived', () => {
    const { world, c } = newSide()
    admit(world, 'convener', id(91), 'head', c)
    const may = (person: Person, accountId: string) =>
      mayLink(dialogue(world), PEOPLE[person], accountId)
    expect(may('convener', id(91))).toBe(true)
    expect(may('convener', PEOPLE.observer)).toBe(true)
    expect(may('convener', PEOPLE.delegateA)).toBe(false)
    expect(may('convener', PEOPLE.headA)).toBe(false)
    expect(may('headA', PEOPLE.delegateA)).toBe(true)
    for (const person of ['headB', 'chairOne', 'delegateA', 'observer'] as const) {
      expect(may(person, PEOPLE.adviserA)).toBe(false)
    }
    expect(may('headA', PEOPLE.observer)).toBe(false)
  })

  it('DI15 no sequence of others’ commands seats anybody in a delegation whose head consents to nothing', () => {
    const others: Person[] = ['convener', 'chairOne', 'headB', 'delegateB', 'observer']
    const accounts = [...Object.values(PEOPLE), id(90), id(91)]
    const account = fc.constantFrom(...accounts)
    const place = fc.constantFrom(
      ...(['head', 'delegate', 'adviser'] as const).flatMap((role) =>
        (['a', 'b'] as const).map((side) => ({ role, side })),
      ),
      ...(['observer', 'moderator', 'convener'] as const).map((role) => ({ role, side: null })),
    )
    const step = fc.record({
      by: fc.oneof(
        { weight: 3, arbitrary: fc.constant('convener' as const) },
        fc.constantFrom(...others),
      ),
      type: fc.constantFrom(...Object.keys(COMMANDS)),
      accountId: account,
      place,
    })
    let moved = 0
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
        const world = smallWorld()
        const before = membersOf(world, world.a)
        for (const { by, type, accountId, place } of steps) {
          const { role, side } = place
          const wanted = seat(accountId, role, side && world[side])
          const done = world.as(by, type, COMMANDS[type]?.(wanted, request(world) ?? id(80)))
          if (done.ok && done.events.length > 0) moved += 1
          const now = membersOf(world, world.a)
          expect(now.filter((one) => !before.includes(one))).toEqual([])
          for (const one of now) {
            for (const other of accounts.filter((each) => !now.includes(each))) {
              expect(mayLink(dialogue(world), other, one)).toBe(false)
            }
          }
        }
      }),
      { numRuns: 100 },
    )
    expect(moved).toBeGreaterThan(100)
  }, 60_000)
})
