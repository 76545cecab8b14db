import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useDialogue } from '../platform/record/dialogue.tsx'
import type { AgendaLinks } from '../sessions/Agenda.tsx'

/** How the texts and questions of a point are opened: the text in the room, the question among the positions. */
export function useAgendaLinks(): AgendaLinks {
  const { dialogueId } = useDialogue()
  return useMemo(
    () => ({
      text: (text, name, content) => (
        <Link
          to="/dialogues/$dialogueId/room"
          params={{ dialogueId }}
          search={{ text }}
          aria-label={name}
        >
          {content}
        </Link>
      ),
      question: (question, name, content) => (
        <Link
          to="/dialogues/$dialogueId/positions"
          params={{ dialogueId }}
          search={{ question }}
          aria-label={name}
        >
          {content}
        </Link>
      ),
    }),
    [dialogueId],
  )
}
