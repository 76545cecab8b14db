import { evolve, NO_STATE, type CommandInput, type CommandType, type State } from '#shared/app'
import type { Member } from '#shared/dialogues'
import { expertiseSchema, roleSchema } from '#shared/identity'
import { bilingualSchema, type RefusalParams } from '#shared/kernel'
import { recordedEventSchema, type RecordedEvent } from '#shared/record'
import * as z from 'zod'
import type { Answer, Live } from '../live/index.ts'
import { withProof } from '../reauthenticate/index.ts'
import { newId } from './ids.ts'

const caret = z.object({
  textId: z.string(),
  language: z.enum(['en', 'zh']),
  anchor: z.string(),
  head: z.string(),
})

const present = z.object({
  accountId: z.string(),
  name: bilingualSchema,
  role: roleSchema,
  delegationId: z.string().nullable(),
  socketId: z.string(),
  at: caret.nullable(),
})

/** Somebody who is present, and where their caret stands. */
export type Present = z.infer<typeof present>

const member = z.object({
  accountId: z.string(),
  name: bilingualSchema,
  role: roleSchema,
  delegationId: z.string().nullable(),
  expertise: expertiseSchema.nullable(),
  suspended: z.boolean(),
})

const opened = z.object({
  me: member,
  now: z.string(),
  streams: z.record(z.string(), z.array(recordedEventSchema)),
  people: z.array(present),
})
const pushed = z.object({ dialogueId: z.string(), events: z.array(recordedEventSchema) })
const reached = z.object({ dialogueId: z.string(), audience: z.string(), seq: z.number() })
const presence = z.object({ dialogueId: z.string(), people: z.array(present) })
const done = z.object({ result: z.unknown().optional() })

/** A dialogue as this page has it: not yet, not at all, or folded from its events. */
type DialogueSnapshot =
  | { readonly status: 'opening' }
  | { readonly status: 'refused'; readonly code: string; readonly params?: RefusalParams }
  | {
      readonly status: 'open'
      readonly state: State
      readonly me: Member
      readonly history: readonly RecordedEvent[]
      /** What the server's clock is ahead of this machine's, in milliseconds. */
      readonly serverOffset: number
    }

/** Who is present; apart from the dialogue, because carets move many times a second. */
export interface PeopleSource {
  readonly subscribe: (listener: () => void) => () => void
  readonly present: () => readonly Present[]
}

/** Follows one dialogue: opens it, catches up after every reconnection, folds what comes, sends commands. */
export interface DialogueStore {
  readonly subscribe: (listener: () => void) => () => void
  readonly snapshot: () => DialogueSnapshot
  readonly people: PeopleSource
  readonly send: <T extends CommandType>(
    type: T,
    payload: CommandInput<T>,
  ) => Promise<Answer<unknown>>
  /** Begins to follow; returns what ends it. */
  readonly start: () => () => void
}

/** Follows a dialogue over the live connection, once it is started. */
export function createDialogueStore(live: Live, dialogueId: string, only?: 'room'): DialogueStore {
  let snapshot: DialogueSnapshot = { status: 'opening' }
  const heads = new Map<string, number>()
  const listeners = new Set<() => void>()
  const people = createPeople()
  let catchingUp = false
  let isMore = false

  const set = (next: DialogueSnapshot) => {
    snapshot = next
    for (const listener of listeners) listener()
  }

  const fold = (
    events: readonly RecordedEvent[],
    onto: { state: State; history: readonly RecordedEvent[] },
  ) => {
    const fresh = inOrder(events, heads)
    const history = fresh.taken.length === 0 ? onto.history : [...onto.history, ...fresh.taken]
    const isErased = fresh.taken.some(({ type }) => type === 'PrivateStreamsErased')
    return {
      state: fresh.taken.reduce(evolve, onto.state),
      history: isErased ? history.filter(({ audience }) => audience === 'room') : history,
      gap: fresh.gap,
    }
  }

  const open = async () => {
    catchingUp = true
    const have = Object.fromEntries(heads)
    const answer = await live.request(
      'dialogue:open',
      { dialogueId, have, ...(only === undefined ? {} : { only }) },
      opened,
    )
    catchingUp = false
    if (isMore) {
      isMore = false
      void open()
    }
    if (!answer.ok) {
      if (snapshot.status !== 'open') set({ status: 'refused', ...refusalOf(answer) })
      return
    }
    const { me, now, streams } = answer.value
    people.set(answer.value.people)
    const before = snapshot.status === 'open' ? snapshot : { state: NO_STATE, history: [] }
    const { state, history } = fold(Object.values(streams).flat(), before)
    const serverOffset = Date.parse(now) - Date.now()
    set({ status: 'open', state, history, me, serverOffset })
  }

  /** Something is there that has not come: it is asked for, once more if an answer is on its way already. */
  const more = () => {
    if (catchingUp) isMore = true
    else void open()
  }

  const start = () => {
    const stops = [
      live.onOnline(() => void open()),
      live.on('events', pushed, (message) => {
        if (message.dialogueId !== dialogueId || snapshot.status !== 'open') return
        const { state, history, gap } = fold(message.events, snapshot)
        set({ ...snapshot, state, history })
        if (gap) more()
      }),
      live.on('heads', reached, ({ dialogueId: id, audience, seq }) => {
        if (id === dialogueId && snapshot.status === 'open' && seq > (heads.get(audience) ?? 0)) {
          more()
        }
      }),
      live.on('presence', presence, (message) => {
        if (message.dialogueId === dialogueId) people.set(message.people)
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => snapshot,
    people,
    send: async (type, payload) => {
      // The same id each time, so that a command which is sent again after a proof is carried out once.
      const command = { id: newId(), dialogueId, type, payload }
      const answer = await withProof(() => live.request('command', command, done))
      return answer.ok ? { ok: true, value: answer.value.result } : answer
    },
    start,
  }
}

function createPeople(): PeopleSource & { readonly set: (people: readonly Present[]) => void } {
  let present: readonly Present[] = []
  const listeners = new Set<() => void>()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    present: () => present,
    set: (next) => {
      present = next
      for (const listener of listeners) listener()
    },
  }
}

function refusalOf(refused: { readonly code: string; readonly params?: RefusalParams }) {
  const { code, params } = refused
  return params === undefined ? { code } : { code, params }
}

/** The events that follow what is there already, each stream by its own numbers; what is known is passed over. */
function inOrder(events: readonly RecordedEvent[], heads: Map<string, number>) {
  const taken: RecordedEvent[] = []
  let gap = false
  for (const event of events) {
    const head = heads.get(event.audience) ?? 0
    if (event.seq <= head) continue
    if (event.seq !== head + 1) {
      gap = true
      continue
    }
    heads.set(event.audience, event.seq)
    taken.push(event)
  }
  return { taken, gap }
}
