import { useNavigate, useSearch } from '@tanstack/react-router'
import { findProposal } from '#shared/proposals'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { CaretFeed } from './carets.tsx'
import { Room, type RoomChoice } from './Room.tsx'
import { useRoomTexts } from './use-room-texts.tsx'

interface Props {
  readonly choice: RoomChoice
  readonly onChoose: (choice: RoomChoice) => void
}

const ROUTE = '/signed-in/dialogues/$dialogueId/room'

/** The session room over the live connection: the chosen text, else the first. */
export function RoomPage() {
  const choice: RoomChoice = useSearch({ from: ROUTE })
  const navigate = useNavigate()
  const props: Props = {
    choice,
    onChoose: (search) => void navigate({ to: '.', search, replace: true }),
  }
  const { room } = useDialogue()
  const { list } = room.proposals
  const proposal = findProposal(room.proposals, choice.text ?? '') ?? list[0]
  return proposal === undefined ? (
    <Room {...props} proposal={undefined} texts={NO_TEXTS} />
  ) : (
    <RoomOf key={proposal.id} {...props} proposalId={proposal.id} />
  )
}

const NO_TEXTS = {
  state: 'open',
  words: () => undefined,
  cell: () => null,
} as const

function RoomOf(props: Props & { readonly proposalId: string }) {
  const { room } = useDialogue()
  const proposal = findProposal(room.proposals, props.proposalId)
  const { texts, carets } = useRoomTexts(props.proposalId)
  return (
    <>
      <CaretFeed store={carets} />
      <Room choice={props.choice} onChoose={props.onChoose} proposal={proposal} texts={texts} />
    </>
  )
}
