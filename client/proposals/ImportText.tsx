import { PROPOSAL_KINDS, type ProposalKind } from '#shared/proposals'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import * as z from 'zod'
import { api } from '../platform/http/index.ts'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { newId } from '../platform/record/ids.ts'
import { Banner, Cluster } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/fields.tsx'
import { Actions, Dialog, notify } from '../ui/overlays.tsx'

const imported = z.object({ proposalId: z.string(), clauses: z.number() })

/** Imports Markdown files as a text: the base language, and the other one beside it where there is one. */
export function ImportText(props: {
  readonly onImported: (proposalId: string) => void
  readonly onClose: () => void
}) {
  const { t, refusal } = useWords()
  const { dialogueId } = useDialogue()
  const [title, setTitle] = useState(NO_WORDS)
  const [kind, setKind] = useState<ProposalKind>('compilation')
  const [sources, setSources] = useState(NO_WORDS)
  const [names, setNames] = useState(NO_WORDS)
  const [ids] = useState(() => ({ openId: newId(), clausesId: newId() }))
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<{ readonly code: string }>()
  const take = async (language: 'en' | 'zh', file: File | undefined) => {
    if (file === undefined) return
    const words = await file.text()
    setSources((before) => ({ ...before, [language]: words }))
    setNames((before) => ({ ...before, [language]: file.name }))
  }
  const bring = async () => {
    setBusy(true)
    const body = { ...ids, kind, topicId: null, title, ...sources }
    const reply = await api.post(`/api/dialogues/${dialogueId}/imports`, body, imported)
    setBusy(false)
    if (!reply.ok) {
      setFailure(reply)
      return
    }
    notify(
      'success',
      t(($) => $.room.texts.imported, { count: reply.value.clauses }),
    )
    props.onImported(reply.value.proposalId)
  }
  return (
    <Dialog
      title={t(($) => $.room.texts.import)}
      closeLabel={t(($) => $.app.close)}
      isOpen
      onClose={props.onClose}
    >
      <p className="muted">{t(($) => $.room.texts.importHint)}</p>
      {(['en', 'zh'] as const).map((language) => (
        <Cluster key={language}>
          <FileTrigger
            acceptedFileTypes={['.md', '.markdown', '.txt']}
            onSelect={(files) => void take(language, files?.[0])}
          >
            <Button>
              {t(($) => $.room.texts.importFile)} · {t(($) => $.room.words[language])}
            </Button>
          </FileTrigger>
          <span className="small muted">{names[language]}</span>
        </Cluster>
      ))}
      <BilingualField
        label={t(($) => $.room.agenda.pointTitle)}
        value={title}
        onChange={setTitle}
      />
      <Select
        label={t(($) => $.room.texts.kind)}
        placeholder={t(($) => $.room.texts.kind)}
        choices={PROPOSAL_KINDS.map((id) => ({ id, label: t(($) => $.terms.proposalKind[id]) }))}
        value={kind}
        onChange={setKind}
      />
      {failure !== undefined && <Banner tone="warning">{refusal(failure)}</Banner>}
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={sources.en === ''}
          isPending={busy}
          onPress={() => void bring()}
        >
          {t(($) => $.room.texts.import)}
        </Button>
      </Actions>
    </Dialog>
  )
}
