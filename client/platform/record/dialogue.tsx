import type { CommandInput, CommandType, RoomState, State } from '#shared/app'
import { caucusOf, type CaucusState } from '#shared/app'
import { standingOf, type Delegation, type Dialogue, type Member } from '#shared/dialogues'
import { barTo, type OperationId } from '#shared/identity'
import type { RecordedEvent } from '#shared/record'
import { createContext, useContext, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import { notify } from '../../ui/overlays.tsx'
import { partyTone, type PartyTone } from '../../ui/marks.tsx'
import { useWords } from '../i18n/index.ts'
import type { Answer } from '../live/index.ts'
import type { PeopleSource, Present } from './store.ts'

/** A delegation with the colour it has on screen. */
export interface PartyView extends Delegation {
  readonly tone: PartyTone
}

/** The dialogue on screen, for whoever stands below its page. */
export interface DialogueView {
  readonly dialogueId: string
  readonly state: State
  readonly room: RoomState
  /** My delegation's own stream; `null` for who sits in none. */
  readonly caucus: CaucusState | null
  readonly me: Member
  readonly parties: readonly PartyView[]
  readonly history: readonly RecordedEvent[]
  readonly serverOffset: number
  readonly send: <T extends CommandType>(
    type: T,
    payload: CommandInput<T>,
  ) => Promise<Answer<unknown>>
}

/** What of a dialogue seldom changes: who takes part, who I am, and how a command is sent. */
export type SelfView = Pick<DialogueView, 'dialogueId' | 'me' | 'parties' | 'send'> & {
  readonly dialogue: Dialogue
}

const Context = createContext<DialogueView | null>(null)
// Apart from the rest: a long text's clauses need no more, and are not drawn anew by every event.
const SelfContext = createContext<SelfView | null>(null)
// Apart from the rest, and never another value: carets move many times a second, and only few components look at them.
const PeopleContext = createContext<PeopleSource | null>(null)

/** Builds the view that pages below a dialogue read. */
export function viewOf(
  dialogueId: string,
  open: Pick<DialogueView, 'state' | 'me' | 'history' | 'serverOffset' | 'send'>,
): DialogueView {
  const { room } = open.state
  const { delegationId } = open.me
  return {
    ...open,
    dialogueId,
    room,
    caucus: delegationId === null ? null : caucusOf(open.state, delegationId),
    parties: partiesOf(room.dialogue),
  }
}

/** Gives a dialogue to the pages below. */
export function DialogueProvider(props: {
  readonly view: DialogueView
  readonly people: PeopleSource
  readonly children: ReactNode
}) {
  const { dialogueId, me, send, room } = props.view
  const { dialogue } = room
  const self = useMemo(
    () => ({ dialogueId, me, send, dialogue, parties: partiesOf(dialogue) }),
    [dialogueId, me, send, dialogue],
  )
  return (
    <Context value={props.view}>
      <SelfContext value={self}>
        <PeopleContext value={props.people}>{props.children}</PeopleContext>
      </SelfContext>
    </Context>
  )
}

function partiesOf({ delegations }: Dialogue): readonly PartyView[] {
  return delegations.map((delegation, index) => ({ ...delegation, tone: partyTone(index) }))
}

/** Who is present in the dialogue, and where their carets stand. */
export function usePeople(): readonly Present[] {
  const people = useContext(PeopleContext)
  if (people === null) throw new Error('this component stands outside a dialogue')
  return useSyncExternalStore(people.subscribe, people.present)
}

/** The dialogue of this page. */
export function useDialogue(): DialogueView {
  const view = useContext(Context)
  if (view === null) throw new Error('this component stands outside a dialogue')
  return view
}

/** What of the dialogue seldom changes; whoever asks for no more is not drawn anew by its events. */
export function useSelf(): SelfView {
  const self = useContext(SelfContext)
  if (self === null) throw new Error('this component stands outside a dialogue')
  return self
}

/**
 * Whether the table lets me ask for an operation as things stand: by my role, the ground rules, and while the dialogue is
 * open. What else must hold is decided by the server.
 */
export function useMay(): (operation: OperationId) => boolean {
  const { me, dialogue } = useSelf()
  const standing = standingOf(dialogue, me.accountId)
  return (operation) => barTo(operation, standing) === undefined
}

/** Sends a command; a refusal is shown as a notice. Answers whether it was done. */
export function useAct(): <T extends CommandType>(
  type: T,
  payload: CommandInput<T>,
) => Promise<boolean> {
  const { send } = useSelf()
  const { refusal } = useWords()
  return async (type, payload) => {
    const answer = await send(type, payload)
    if (!answer.ok) notify('warning', refusal(answer))
    return answer.ok
  }
}
