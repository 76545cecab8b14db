import { sitsInDelegation } from '#shared/identity'
import { accept, canonicalJson, refuse, type Context, type Decision } from '#shared/kernel'
import type { Step } from '#shared/record'
import * as z from 'zod'
import { dialogueDraft, seatSchema, type Seat } from './events.ts'
import {
  activeMember,
  delegationOf,
  hasArrived,
  memberOf,
  type Dialogue,
  type Member,
  type SeatRequest,
} from './model.ts'

/** What a command about a seat answers: whether the person sits there now, or the head was asked (DI15). */
export const seatedSchema = z.strictObject({ seated: z.boolean() })

const SEATED = { seated: true }
const ASKED = { seated: false }

/**
 * Admits somebody, or gives a member another seat (DI2, DI3, DI14–DI16): the convener seats whoever belongs to no
 * delegation and the first head of one; everybody else of a delegation is seated by its head.
 */
export function seatMember(
  dialogue: Dialogue,
  seat: Seat,
  isNew: boolean,
  context: Context,
): Decision<Step> {
  const known = memberOf(dialogue, seat.accountId)
  if (isNew && known !== undefined) return refuse('dialogues/member-known')
  if (!isNew && known === undefined) return refuse('dialogues/unknown-member')
  const { role, delegationId } = seat
  if (sitsInDelegation(role) !== (delegationId !== null))
    return refuse('dialogues/role-and-delegation')
  if (delegationId !== null && delegationOf(dialogue, delegationId) === undefined)
    return refuse('dialogues/unknown-delegation')
  const asker = activeMember(dialogue, context.actor)
  const isFromOutside = delegationId !== null && known?.delegationId !== delegationId
  if (role === 'head' && isFromOutside && asker?.role !== 'head') {
    return hasArrived(dialogue, delegationId)
      ? refuse('dialogues/head-from-within')
      : seatFirstHead(dialogue, seat, delegationId)
  }
  if (role === 'head' && isHeadSeatTaken(dialogue, seat)) return refuse('dialogues/head-seat-taken')
  if (asker?.role === 'head') return byItsHead(dialogue, asker, seat)
  return isFromOutside ? ask(seat, context) : seatNow(dialogue, seat)
}

/** Confirms a request for a seat, as it was read: a request that was made anew has another id (DI15). */
export function confirmSeat(
  dialogue: Dialogue,
  requestId: string,
  context: Context,
): Decision<Step> {
  const request = requestFor(dialogue, requestId, context)
  if (request === undefined) return refuse('dialogues/unknown-request')
  return seatNow(dialogue, request.seat, true)
}

/** Declines a request for a seat, as the head asked, or takes it back, as the convener who made it (DI15). */
export function declineSeat(
  dialogue: Dialogue,
  requestId: string,
  context: Context,
): Decision<Step> {
  const request = requestFor(dialogue, requestId, context)
  if (request === undefined) return refuse('dialogues/unknown-request')
  const { accountId } = request.seat
  return accept({ events: [dialogueDraft('room', 'SeatDeclined', { requestId, accountId })] })
}

/** Lifts a suspension; who sits in a delegation, but its head, comes back to it as its head consents (DI15). */
export function restoreMember(
  dialogue: Dialogue,
  member: Member,
  context: Context,
): Decision<Step> {
  if (!member.suspended) return accept({ events: [], result: SEATED })
  if (!isOwn(dialogue, member, context)) return refuse('dialogues/unknown-member')
  const byHead = activeMember(dialogue, context.actor)?.role === 'head'
  const isFree = member.delegationId === null || member.role === 'head' || byHead
  return isFree ? seatNow(dialogue, seatOf(member), true) : ask(seatOf(member), context)
}

/** Whether a member is of the delegation of the head who asks; a convener asks about everybody. */
export function isOwn(
  dialogue: Dialogue,
  { delegationId }: { readonly delegationId: string | null },
  context: Context,
): boolean {
  const asker = activeMember(dialogue, context.actor)
  return asker?.role !== 'head' || asker.delegationId === delegationId
}

/** Hands a delegation's head seat to another of its members, in one step (DI8). */
export function handOverHead(
  dialogue: Dialogue,
  accountId: string,
  context: Context,
): Decision<Step> {
  const next = activeMember(dialogue, accountId)
  const delegationId = next?.delegationId ?? null
  if (next === undefined || delegationId === null) return refuse('dialogues/unknown-member')
  if (next.role === 'head') return accept({ events: [] })
  if (!isOwn(dialogue, next, context)) return refuse('dialogues/unknown-member')
  const holders = Object.values(dialogue.members).filter(
    (member) => member.role === 'head' && member.delegationId === delegationId,
  )
  return accept({
    events: [...holders.map((member) => changed(member, 'delegate')), changed(next, 'head')],
  })
}

/**
 * Whether somebody may make a link with which a member comes in, or sets a new password: whoever holds the link could
 * use it in their place, and so reads what that member reads (DI17).
 */
export function mayLink(dialogue: Dialogue, asker: string, accountId: string): boolean {
  const by = activeMember(dialogue, asker)
  const member = memberOf(dialogue, accountId)
  if (by === undefined || member === undefined) return false
  const { delegationId } = member
  if (by.role === 'head') return delegationId === by.delegationId
  return by.role === 'convener' && (delegationId === null || !hasArrived(dialogue, delegationId))
}

function byItsHead(dialogue: Dialogue, head: Member, seat: Seat): Decision<Step> {
  return seat.delegationId === head.delegationId
    ? seatNow(dialogue, seat)
    : refuse('dialogues/own-delegation-only')
}

/** A delegation's first head; who was seated before, never came and was suspended leaves the delegation (DI14). */
function seatFirstHead(dialogue: Dialogue, seat: Seat, delegationId: string): Decision<Step> {
  const before = Object.values(dialogue.members).filter(
    (member) => member.delegationId === delegationId,
  )
  if (before.some(({ suspended }) => !suspended)) return refuse('dialogues/head-seat-taken')
  const left = before.map((member) =>
    dialogueDraft('room', 'MemberChanged', {
      ...seatOf(member),
      role: 'observer',
      delegationId: null,
    }),
  )
  const seated = seatNow(dialogue, seat)
  return seated.ok ? accept({ ...seated.value, events: [...left, ...seated.value.events] }) : seated
}

/** Seats somebody; with `isBack` also lifts their suspension, as their seat was consented to. */
function seatNow(dialogue: Dialogue, seat: Seat, isBack = false): Decision<Step> {
  const known = memberOf(dialogue, seat.accountId)
  const { accountId } = seat
  const isSame = known !== undefined && canonicalJson(seatOf(known)) === canonicalJson(seat)
  return accept({
    events: [
      ...(isSame ? [] : [dialogueDraft('room', known ? 'MemberChanged' : 'MemberAdmitted', seat)]),
      ...(isBack && known?.suspended === true
        ? [dialogueDraft('room', 'MemberRestored', { accountId })]
        : []),
    ],
    result: SEATED,
  })
}

function ask(seat: Seat, context: Context): Decision<Step> {
  const request = { id: context.newId(), ...seat }
  return accept({ events: [dialogueDraft('room', 'SeatAsked', request)], result: ASKED })
}

function isHeadSeatTaken(dialogue: Dialogue, { accountId, delegationId }: Seat): boolean {
  return Object.values(dialogue.members).some(
    (member) =>
      member.role === 'head' &&
      member.delegationId === delegationId &&
      member.accountId !== accountId,
  )
}

function requestFor(
  dialogue: Dialogue,
  requestId: string,
  context: Context,
): SeatRequest | undefined {
  const request = dialogue.requests.find(({ id }) => id === requestId)
  return request !== undefined && isOwn(dialogue, request.seat, context) ? request : undefined
}

function changed(member: Member, role: 'head' | 'delegate') {
  return dialogueDraft('room', 'MemberChanged', { ...seatOf(member), role })
}

function seatOf({ accountId, name, role, delegationId, expertise }: Member): Seat {
  return seatSchema.parse({ accountId, name, role, delegationId, expertise })
}
