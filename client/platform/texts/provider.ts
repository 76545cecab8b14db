import type { Live } from '../live/index.ts'
import type { Keeper, Kept } from './kept.ts'
import { TextSession, type Saving, type SessionPorts } from './session.ts'
import * as z from 'zod'
import { changed, frame, opened } from './wire.ts'

/** What a group of texts that is being shown stands at. */
type GroupState =
  | { readonly state: 'loading' }
  | { readonly state: 'open'; readonly textIds: readonly string[] }
  | { readonly state: 'refused'; readonly code: string }

/** The texts of one dialogue on this page. */
export interface TextProvider {
  /** Shows a group's texts as long as somebody wants them; returns what ends that. */
  open(groupId: string): () => void
  /** Where a group stands. */
  group(groupId: string): GroupState
  /** A text that is shown. */
  text(textId: string): TextSession | undefined
  /** Calls whenever a group, or a text's saving, changes. */
  subscribe(listener: () => void): () => void
  /** How all texts stand together: the worst of them. */
  saving(): Saving
  /** Whether all that was typed has been given to be kept, to the last word. */
  isGathered(): boolean
  /** Texts of any group with words that were not taken, the same list until it changes. */
  refused(): readonly Refused[]
  /** Takes over what earlier pages kept: it is sent as soon as its texts are open. */
  adopt(left: readonly Kept[]): void
  /** Lets go of kept words whose text is not open to the person any more. */
  discard(textId: string): void
  close(): void
}

/** Words of the person that the server did not take, and where they belong. */
interface Refused {
  readonly textId: string
  readonly groupId: string
  /** The words when their text cannot be read here any more. */
  readonly lost?: Readonly<Record<string, string>>
}

/** What the provider stands on. */
export interface ProviderPorts extends Omit<SessionPorts, 'live' | 'keep'> {
  readonly live: Live
  readonly dialogueId: string
  /** Only the texts of this audience. */
  readonly only?: 'room'
  readonly keeper: Pick<Keeper, 'keep'>
}

interface Group {
  wanted: number
  state: GroupState
}

/** Milliseconds before a group is asked for again that was not answered. */
const LOAD_AGAIN_AFTER = 3000
const closed = z.object({})
const SAVED: Saving = { state: 'saved' }
const LOADING: GroupState = { state: 'loading' }

/** Builds the provider over the page's live connection. */
export function createTextProvider(ports: ProviderPorts): TextProvider {
  const { live, dialogueId } = ports
  const groups = new Map<string, Group>()
  const texts = new Map<string, TextSession>()
  const listeners = new Set<() => void>()
  let total: Saving = SAVED
  let refusedNow: readonly Refused[] = []
  const groupOf = new Map<string, string>()
  /** Words of earlier pages whose text has not been opened yet, or cannot be. */
  const waiting = new Map<string, Kept[]>()
  const sessionPorts: SessionPorts = {
    ...ports,
    keep: (textId, state) => {
      const groupId = groupOf.get(textId)
      if (waiting.has(textId) || groupId === undefined) return
      ports.keeper.keep(textId, state && { dialogueId, groupId, textId, ...state })
    },
  }

  function notify(): void {
    const next = worst([...texts.values()].map((text) => text.saving()))
    if (JSON.stringify(next) !== JSON.stringify(total)) total = next
    const refusals = allRefused()
    if (JSON.stringify(refusals) !== JSON.stringify(refusedNow)) refusedNow = refusals
    for (const listener of listeners) listener()
    for (const [groupId, group] of groups) release(groupId, group)
  }

  async function load(groupId: string, group: Group): Promise<void> {
    const known = group.state.state === 'open' ? group.state.textIds : []
    const have = Object.fromEntries(
      known.flatMap((id) => {
        const text = texts.get(id)
        return text?.have === undefined ? [] : [[id, text.have]]
      }),
    )
    const answer = await live.request(
      'texts:open',
      { dialogueId, groupId, have, ...(ports.only === undefined ? {} : { only: ports.only }) },
      opened,
    )
    if (groups.get(groupId) !== group) return
    if (answer.ok) {
      const ids = answer.value.texts.map(({ id }) => id)
      for (const id of known) if (!ids.includes(id)) drop(id)
      for (const text of answer.value.texts) {
        groupOf.set(text.id, groupId)
        session(text.id).opened(text)
        restore(text.id)
      }
      group.state = { state: 'open', textIds: ids }
    } else if (!answer.code.startsWith('client/')) {
      for (const id of known) drop(id)
      group.state = { state: 'refused', code: answer.code }
    } else if (answer.code !== 'client/offline') {
      ports.later(LOAD_AGAIN_AFTER, () => void load(groupId, group))
    }
    notify()
  }

  function session(id: string): TextSession {
    let text = texts.get(id)
    if (text === undefined) {
      text = new TextSession(id, sessionPorts)
      text.subscribe(notify)
      texts.set(id, text)
    }
    return text
  }

  function restore(id: string): void {
    const left = waiting.get(id)
    waiting.delete(id)
    for (const kept of left ?? []) texts.get(id)?.restore(kept)
  }

  function allRefused(): Refused[] {
    const shown = [...texts.values()].filter(({ unsent }) => unsent !== undefined)
    const here = shown.map(({ id }) => ({ textId: id, groupId: groupOf.get(id) ?? '' }))
    const astray = [...waiting.values()].flatMap((left) =>
      left
        .filter(({ groupId }) => isRead(groups.get(groupId)))
        .map(({ textId, groupId, words }) => ({ textId, groupId, lost: words })),
    )
    return [...here, ...astray]
  }

  function drop(id: string): void {
    texts.get(id)?.close()
    texts.delete(id)
  }

  /** Lets a group go that nobody wants, as soon as nothing of it is on its way. */
  function release(groupId: string, group: Group): void {
    if (group.wanted > 0 || groups.get(groupId) !== group) return
    const ids = group.state.state === 'open' ? group.state.textIds : []
    if (ids.some((id) => isUnsent(texts.get(id)))) return
    groups.delete(groupId)
    if (group.state.state === 'open') for (const id of group.state.textIds) drop(id)
    void live.request('texts:close', { groupId }, closed)
  }

  function open(groupId: string): () => void {
    let group = groups.get(groupId)
    if (group === undefined) {
      group = { wanted: 0, state: LOADING }
      groups.set(groupId, group)
      void load(groupId, group)
    }
    group.wanted += 1
    const held = group
    let ended = false
    return () => {
      if (ended) return
      ended = true
      held.wanted -= 1
      release(groupId, held)
    }
  }

  const stops = [
    live.on('text', frame, (update) => texts.get(update.id)?.receive(update)),
    live.on('text:changed', changed, (news) => texts.get(news.id)?.changed(news)),
    live.onOnline(() => {
      for (const [groupId, group] of groups) void load(groupId, group)
    }),
    live.subscribe(() => {
      for (const text of texts.values()) text.connectionChanged()
      notify()
    }),
  ]

  return {
    open,
    group: (groupId) => groups.get(groupId)?.state ?? LOADING,
    text: (textId) => texts.get(textId),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    saving: () => total,
    isGathered: () => ![...texts.values()].some((text) => text.isGathering),
    refused: () => refusedNow,
    adopt: (left) => {
      for (const kept of left.filter((each) => each.dialogueId === dialogueId)) {
        waiting.set(kept.textId, [...(waiting.get(kept.textId) ?? []), kept])
        if (texts.get(kept.textId)?.isOpen === true) restore(kept.textId)
        // Held open as long as the dialogue is on the page, so that nothing is forgotten on the way.
        else open(kept.groupId)
      }
      notify()
    },
    discard: (textId) => {
      waiting.delete(textId)
      ports.keeper.keep(textId, undefined)
      notify()
    },
    close: () => {
      for (const stop of stops) stop()
      for (const id of [...texts.keys()]) drop(id)
      groups.clear()
    },
  }
}

function isRead(group: Group | undefined): boolean {
  return group !== undefined && group.state.state !== 'loading'
}

function isUnsent(text: TextSession | undefined): boolean {
  return text !== undefined && text.saving().state !== 'saved'
}

function worst(all: readonly Saving[]): Saving {
  const refused = all.find(({ state }) => state === 'refused')
  if (refused !== undefined) return refused
  let unsent = 0
  let offline = false
  for (const saving of all) {
    if (saving.state !== 'saving' && saving.state !== 'offline') continue
    unsent += saving.unsent
    offline ||= saving.state === 'offline'
  }
  if (unsent === 0) return SAVED
  return { state: offline ? 'offline' : 'saving', unsent }
}
