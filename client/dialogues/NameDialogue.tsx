import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import * as z from 'zod'
import { api } from '../platform/http/index.ts'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { hasWords } from '../platform/i18n/Said.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue } from '../platform/record/dialogue.tsx'
import { notify } from '../ui/overlays.tsx'

/** Gives the dialogue another title. */
export function RenameDialogue(props: { readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct()
  const queries = useQueryClient()
  const { room } = useDialogue()
  const [title, setTitle] = useState(room.dialogue.title)
  return (
    <AskDialog
      title={t(($) => $.convening.rename)}
      submit={t(($) => $.people.record)}
      isDisabled={!hasWords(title)}
      onSubmit={async () => {
        if (!(await act('dialogues/rename', { title }))) return
        await queries.invalidateQueries({ queryKey: ['dialogues'] })
        props.onClose()
      }}
      onClose={props.onClose}
    >
      <BilingualField
        label={t(($) => $.convening.dialogueTitle)}
        value={title}
        onChange={setTitle}
      />
      <p className="small muted">{t(($) => $.convening.renameNote)}</p>
    </AskDialog>
  )
}

/** Founds a further dialogue, and leads to its people. */
export function FoundFurther(props: { readonly onClose: () => void }) {
  const { t, refusal } = useWords()
  const { dialogueId } = useDialogue()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [id] = useState(() => crypto.randomUUID())
  const [title, setTitle] = useState(NO_WORDS)
  const found = async () => {
    const founded = z.object({ dialogueId: z.string() })
    const reply = await api.post(`/api/dialogues/${dialogueId}/further`, { id, title }, founded)
    if (!reply.ok) {
      notify('warning', refusal(reply))
      return
    }
    await queries.invalidateQueries({ queryKey: ['dialogues'] })
    props.onClose()
    await navigate({ to: '/dialogues/$dialogueId/people', params: reply.value })
  }
  return (
    <AskDialog
      title={t(($) => $.convening.further)}
      submit={t(($) => $.convening.foundNow)}
      isDisabled={!hasWords(title)}
      onSubmit={found}
      onClose={props.onClose}
    >
      <BilingualField
        label={t(($) => $.convening.dialogueTitle)}
        value={title}
        onChange={setTitle}
      />
      <p className="small muted">{t(($) => $.convening.furtherNote)}</p>
    </AskDialog>
  )
}
