import type { CommandInput, CommandType, RoomState, State } from '#shared/app'
import { caucusOf, type CaucusState } from '#shared/app'
import type { Delegation, Member } from '#shared/dialogues'
import { mayAsk, type OperationId } from '#shared/identity'
import type { RecordedEvent } from '#shared/record'
import { createContext, useContext, type ReactNode } from 'react'
import { notify } from '../../ui/overlays.tsx'
import { partyTone, type PartyTone } from '../../ui/marks.tsx'
import { useWords } from '../i18n/index.ts'
import type { Answer } from '../live/index.ts'
import type { Present } from './store.ts'

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

const Context = createContext<DialogueView | null>(null)
// Apart from the rest: carets move many times a second, and only few components look at them.
const PeopleContext = createContext<readonly Present[]>([])

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
    parties: room.dialogue.delegations.map((delegation, index) => ({
      ...delegation,
      tone: partyTone(index),
    })),
  }
}

/** Gives a dialogue to the pages below. */
export function DialogueProvider(props: {
  readonly view: DialogueView
  readonly people: readonly Present[]
  readonly children: ReactNode
}) {
  return (
    <Context value={props.view}>
      <PeopleContext value={props.people}>{props.children}</PeopleContext>
    </Context>
  )
}

/** Who is present in the dialogue, and where their carets stand. */
export function usePeople(): readonly Present[] {
  return useContext(PeopleContext)
}

/** The dialogue of this page. */
export function useDialogue(): DialogueView {
  const view = useContext(Context)
  if (view === null) throw new Error('this component stands outside a dialogue')
  return view
}

/** Whether my role may ask for an operation; what else must hold is decided by the server. */
export function useMay(): (operation: OperationId) => boolean {
  const { me } = useDialogue()
  return (operation) => mayAsk(operation, { signedIn: true, role: me.role })
}

/** Sends a command; a refusal is shown as a notice. Answers whether it was done. */
export function useAct(): <T extends CommandType>(
  type: T,
  payload: CommandInput<T>,
) => Promise<boolean> {
  const { send } = useDialogue()
  const { refusal } = useWords()
  return async (type, payload) => {
    const answer = await send(type, payload)
    if (!answer.ok) notify('warning', refusal(answer))
    return answer.ok
  }
}
