import { activeMember, type Member } from '#shared/dialogues'
import type { State } from '#shared/app'
import { idSchema, refuse } from '#shared/kernel'
import { audienceSchema, type RecordedEvent } from '#shared/record'
import * as z from 'zod'
import type { Ledger } from '../platform/ledger.ts'
import type { Channel, Connection, Publisher } from '../platform/realtime.ts'
import type { PersonalCommand } from './command.ts'
import { audiencesOf } from './execute.ts'
import type { Heads } from './heads.ts'
import type { Presence } from './presence.ts'

const openSchema = z.strictObject({
  dialogueId: idSchema,
  have: z.partialRecord(audienceSchema, z.int().min(0)).default({}),
  /** Only what everybody in the room receives: for a screen that others look at. */
  only: z.literal('room').optional(),
})

const commandSchema = z.strictObject({
  id: idSchema,
  dialogueId: idSchema,
  type: z.string().max(60),
  payload: z.unknown(),
})

const presenceSchema = z.strictObject({
  dialogueId: idSchema,
  at: z
    .strictObject({
      textId: idSchema,
      language: z.enum(['en', 'zh']),
      anchor: z.base64().max(200),
      head: z.base64().max(200),
    })
    .nullable(),
})

/** The room that everyone who receives a stream is joined to. */
export function streamRoom(dialogueId: string, audience: string): string {
  return `stream:${dialogueId}:${audience}`
}

/** Sends committed events to those who receive their streams. */
export function publishEvents(publisher: Publisher, events: readonly RecordedEvent[]): void {
  const byStream = new Map<string, RecordedEvent[]>()
  for (const event of events) {
    const room = streamRoom(event.dialogueId, event.audience)
    byStream.set(room, [...(byStream.get(room) ?? []), event])
  }
  for (const [room, ofStream] of byStream) {
    const { dialogueId, audience } = ofStream[0] ?? {}
    publisher.toRoom(room, 'events', { dialogueId, audience, events: ofStream })
  }
}

/** Registers what a dialogue's participants do over sockets: open it, command, show where they are. */
export function registerDialogueChannel(
  channel: Channel,
  {
    ledger,
    command,
    presence,
    heads,
    clock,
  }: {
    readonly ledger: Ledger<State>
    readonly command: PersonalCommand
    readonly presence: Presence
    readonly heads: Heads
    /** What people count deadlines from: the database's time, whatever this machine's clock says. */
    readonly clock: () => Promise<string>
  },
): void {
  channel.on('dialogue:open', 'socket/dialogue-open', openSchema, async (connection, input) => {
    const state = await ledger.state(input.dialogueId)
    const member = state && activeMember(state.room.dialogue, connection.accountId)
    if (state === undefined || member === undefined) return refuse('dialogues/unknown')
    // Joining comes before reading, so that nothing falls between: what arrives twice is known by its number.
    const audiences = audiencesOf(state, connection.accountId).filter(
      (audience) => input.only === undefined || audience === input.only,
    )
    for (const audience of audiences) connection.join(streamRoom(input.dialogueId, audience))
    const streams: Record<string, readonly RecordedEvent[]> = {}
    for (const audience of audiences) {
      const have = input.have[audience as keyof typeof input.have] ?? 0
      const events = await ledger.events(input.dialogueId, audience, have, connection.accountId)
      streams[audience] = events
      heads.read(input.dialogueId, audience, events.at(-1)?.seq ?? have)
    }
    const people = enter(presence, connection, input.dialogueId, member)
    return { ok: true, me: member, now: await clock(), streams, people }
  })

  channel.on('command', 'socket/command', commandSchema, (connection, input) =>
    command(connection, input),
  )

  channel.on(
    'presence:set',
    'socket/presence',
    presenceSchema,
    async (connection, { dialogueId, at }) => {
      await presence.move(connection.socketId, dialogueId, at)
      return { ok: true }
    },
  )

  channel.onClose((connection) => {
    presence.leave(connection.socketId)
  })
}

function enter(presence: Presence, connection: Connection, dialogueId: string, member: Member) {
  const { accountId, name, role, delegationId } = member
  return presence.enter(connection.socketId, dialogueId, { accountId, name, role, delegationId })
}
