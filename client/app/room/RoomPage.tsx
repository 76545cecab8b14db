import { findProposal } from '#shared/proposals'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { Room, type RoomChoice } from './Room.tsx'
import { useRoomTexts } from './use-room-texts.tsx'

/** The session room over the live connection: the chosen text, else the first. */
export function RoomPage(props: {
  readonly choice: RoomChoice
  readonly onChoose: (choice: RoomChoice) => void
}) {
  const { room } = useDialogue()
  const { list } = room.proposals
  const proposal = findProposal(room.proposals, props.choice.text ?? '') ?? list[0]
  const texts = useRoomTexts(proposal?.id)
  return <Room choice={props.choice} onChoose={props.onChoose} proposal={proposal} texts={texts} />
}
