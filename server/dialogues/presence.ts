import type { Bilingual } from '#shared/kernel'
import type { Publisher } from '../platform/realtime.ts'

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
}

/** Milliseconds for which changes are gathered into one message. */
const GATHER = 50

/**
 * Presence kept in memory, told to the room's stream. `mayShow` says whether a caret in a text may be shown
 * to everyone in the room: one in a private text is not.
 */
export function createPresence(options: {
  readonly publisher: Publisher
  readonly roomOf: (dialogueId: string) => string
  readonly mayShow: (dialogueId: string, textId: string) => Promise<boolean>
}): Presence {
  const dialogues = new Map<string, Map<string, Present>>()
  const waiting = new Set<string>()

  function tell(dialogueId: string): void {
    if (waiting.has(dialogueId)) return
    waiting.add(dialogueId)
    setTimeout(() => {
      waiting.delete(dialogueId)
      const people = [...(dialogues.get(dialogueId)?.values() ?? [])]
      options.publisher.toRoom(options.roomOf(dialogueId), 'presence', { dialogueId, people })
    }, GATHER).unref()
  }

  return {
    enter: (socketId, dialogueId, who) => {
      const people = dialogues.get(dialogueId) ?? new Map<string, Present>()
      dialogues.set(dialogueId, people)
      people.set(socketId, { ...who, socketId, at: null })
      tell(dialogueId)
      return [...people.values()]
    },
    move: async (socketId, dialogueId, at) => {
      if (dialogues.get(dialogueId)?.has(socketId) !== true) return
      const shown = at !== null && (await options.mayShow(dialogueId, at.textId)) ? at : null
      // They may have left meanwhile.
      const people = dialogues.get(dialogueId)
      const person = people?.get(socketId)
      if (people === undefined || person === undefined) return
      people.set(socketId, { ...person, at: shown })
      tell(dialogueId)
    },
    leave: (socketId) => {
      for (const [dialogueId, people] of dialogues) {
        if (!people.delete(socketId)) continue
        if (people.size === 0) dialogues.delete(dialogueId)
        tell(dialogueId)
      }
    },
  }
}
