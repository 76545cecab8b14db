import { PROPOSAL_KINDS, type ProposalKind } from '#shared/proposals'
import { useState } from 'react'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/fields.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'

const NO_TOPIC = 'none'

/** Opens a new text. */
export function NewText(props: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const act = useAct()
  const [title, setTitle] = useState(NO_WORDS)
  const [kind, setKind] = useState<ProposalKind>('chairs-text')
  const [topic, setTopic] = useState(NO_TOPIC)
  const open = async () => {
    const topicId = topic === NO_TOPIC ? null : topic
    if (await act('proposals/open', { title, kind, topicId })) props.onClose()
  }
  return (
    <Dialog
      title={t(($) => $.room.texts.open)}
      closeLabel={t(($) => $.app.close)}
      isOpen
      onClose={props.onClose}
    >
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
      <Select
        label={t(($) => $.room.texts.topic)}
        placeholder={t(($) => $.room.texts.noTopic)}
        choices={[
          { id: NO_TOPIC, label: t(($) => $.room.texts.noTopic) },
          ...room.dialogue.topics.map(({ id, title: name }) => ({ id, label: say(name) })),
        ]}
        value={topic}
        onChange={setTopic}
      />
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={title.en === '' && title.zh === ''}
          onPress={() => void open()}
        >
          {t(($) => $.room.texts.open)}
        </Button>
      </Actions>
    </Dialog>
  )
}
