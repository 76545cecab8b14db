import { useParams } from '@tanstack/react-router'
import { DialogueFrame } from './DialogueFrame.tsx'

/** The frame of the dialogue that the address names. */
export function DialogueRoute() {
  const { dialogueId } = useParams({ from: '/signed-in/dialogues/$dialogueId' })
  return <DialogueFrame dialogueId={dialogueId} />
}
