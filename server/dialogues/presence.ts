import { bilingualSchema, type Bilingual } from '#shared/kernel'
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { BetweenNodes, Publisher } from '../platform/realtime.ts'

/** Where somebody's caret stands in a text: relative positions as base64. */
interface Caret {
  readonly textId: string
  readonly language: 'en' | 'zh'
  readonly anchor: string
  readonly head: string
}

interface Identity {
  readonly accountId: string
  readonly name: Bilingual
  readonly role: string
  readonly delegationId: string | null
}

/** Somebody present in a dialogue, through one socket. Identity is the server's, never the client's word. */
interface Present extends Identity {
  readonly socketId: string
  readonly at: Caret | null
}

/** Who is present in which dialogue, and where. */
export interface Presence {
  /** Enters, and answers everyone who is present. */
  enter(socketId: string, dialogueId: string, who: Identity): readonly Present[]
  /** Moves one's caret; ignored for a dialogue that the socket has not entered. */
  move(socketId: string, dialogueId: string, at: Caret | null): Promise<void>
  leave(socketId: string): void
  close(): void
}

/** Milliseconds for which changes are gathered into one message. */
const GATHER = 50
/** How often a node says again who is present through it, in milliseconds. */
const SAY_AGAIN = 3000
/** After how long the people of a node that says nothing are gone, in milliseconds. */
const SILENT = 10_000

const present = z.strictObject({
  socketId: z.string(),
  accountId: z.string(),
  name: bilingualSchema,
  role: z.string(),
  delegationId: z.string().nullable(),
  at: z
    .strictObject({
      textId: z.string(),
      language: z.enum(['en', 'zh']),
      anchor: z.string(),
      head: z.string(),
    })
    .nullable(),
})
const ofNode = z.strictObject({
  node: z.uuid(),
  dialogues: z.record(z.uuid(), z.array(present)),
  /** Whether these are all of the node's people, or those of some dialogues. */
  all: z.boolean(),
})

interface Elsewhere {
  readonly dialogues: Map<string, readonly Present[]>
  heardAt: number
}

/**
 * Presence kept in memory, told to the room's stream; each node knows its own people, and those of the others
 * from what they say. `mayShow` says whether a caret in a text may be shown to everyone in the room.
 */
export function createPresence(options: {
  readonly publisher: Publisher
  readonly nodes: BetweenNodes
  readonly roomOf: (dialogueId: string) => string
  readonly mayShow: (dialogueId: string, textId: string) => Promise<boolean>
}): Presence {
  const node = randomUUID()
  const dialogues = new Map<string, Map<string, Present>>()
  const elsewhere = new Map<string, Elsewhere>()
  const waiting = new Set<string>()

  const here = (dialogueId: string) => [...(dialogues.get(dialogueId)?.values() ?? [])]
  const everybody = (dialogueId: string) => [
    ...here(dialogueId),
    ...[...elsewhere.values()].flatMap((other) => other.dialogues.get(dialogueId) ?? []),
  ]

  /** Tells those who are connected here, and with `own` the other nodes, too. */
  function tell(dialogueId: string, own: boolean): void {
    const key = own ? dialogueId : `${dialogueId} here`
    if (waiting.has(key)) return
    waiting.add(key)
    setTimeout(() => {
      waiting.delete(key)
      const people = everybody(dialogueId)
      options.publisher.toRoomHere(options.roomOf(dialogueId), 'presence', { dialogueId, people })
      if (own) say({ [dialogueId]: here(dialogueId) }, false)
    }, GATHER).unref()
  }

  function say(of: Record<string, readonly Present[]>, all: boolean): void {
    options.nodes.tell('presence', { node, dialogues: of, all })
  }

  function sayAll(): void {
    say(Object.fromEntries([...dialogues.keys()].map((id) => [id, here(id)])), true)
  }

  function forget(other: string): void {
    const gone = elsewhere.get(other)
    elsewhere.delete(other)
    for (const dialogueId of gone?.dialogues.keys() ?? []) tell(dialogueId, false)
  }

  options.nodes.hear('presence', (message) => {
    const heard = ofNode.safeParse(message)
    if (!heard.success || heard.data.node === node) return
    const { node: other, all } = heard.data
    const before = elsewhere.get(other)
    const now = new Map<string, readonly Present[]>(all ? [] : before?.dialogues)
    for (const [dialogueId, people] of Object.entries(heard.data.dialogues)) {
      now.set(dialogueId, people)
    }
    elsewhere.set(other, { dialogues: now, heardAt: performance.now() })
    for (const dialogueId of new Set([...(before?.dialogues.keys() ?? []), ...now.keys()])) {
      const [then, since] = [before?.dialogues.get(dialogueId), now.get(dialogueId)]
      if (JSON.stringify(then) !== JSON.stringify(since)) tell(dialogueId, false)
    }
    // A node that is heard for the first time does not know who is here.
    if (before === undefined) sayAll()
  })
  const again = setInterval(() => {
    sayAll()
    for (const [other, { heardAt }] of elsewhere) {
      if (performance.now() - heardAt > SILENT) forget(other)
    }
  }, SAY_AGAIN)
  again.unref()
  sayAll()

  return {
    enter: (socketId, dialogueId, who) => {
      const people = dialogues.get(dialogueId) ?? new Map<string, Present>()
      dialogues.set(dialogueId, people)
      people.set(socketId, { ...who, socketId, at: null })
      tell(dialogueId, true)
      return everybody(dialogueId)
    },
    move: async (socketId, dialogueId, at) => {
      if (dialogues.get(dialogueId)?.has(socketId) !== true) return
      const shown = at !== null && (await options.mayShow(dialogueId, at.textId)) ? at : null
      // They may have left meanwhile.
      const people = dialogues.get(dialogueId)
      const person = people?.get(socketId)
      if (people === undefined || person === undefined) return
      // Nobody else may see when somebody moves in a text that is not shown to them.
      if (JSON.stringify(person.at) === JSON.stringify(shown)) return
      people.set(socketId, { ...person, at: shown })
      tell(dialogueId, true)
    },
    leave: (socketId) => {
      for (const [dialogueId, people] of dialogues) {
        if (!people.delete(socketId)) continue
        if (people.size === 0) dialogues.delete(dialogueId)
        tell(dialogueId, true)
      }
    },
    close: () => {
      clearInterval(again)
      say({}, true)
    },
  }
}
