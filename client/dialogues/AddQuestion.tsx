import { useState } from 'react'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Cluster } from '../ui/blocks.tsx'
import { Select } from '../ui/fields.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'

const TOP = 'top'

/** Adds topics and questions to the dialogue. */
export function AddToDialogue() {
  const { t } = useWords()
  const { room } = useDialogue()
  const may = useMay()
  const [adding, setAdding] = useState<'topic' | 'question'>()
  if (!may('dialogues/add-question')) return null
  const close = () => setAdding(undefined)
  return (
    <Cluster>
      <Button onPress={() => setAdding('topic')}>{t(($) => $.positions.addTopic)}</Button>
      {room.dialogue.topics.length > 0 && (
        <Button onPress={() => setAdding('question')}>{t(($) => $.positions.addQuestion)}</Button>
      )}
      {adding === 'topic' && <AddTopic onClose={close} />}
      {adding === 'question' && <AddQuestion onClose={close} />}
    </Cluster>
  )
}

function AddTopic(props: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const act = useAct()
  const [title, setTitle] = useState(NO_WORDS)
  const [parent, setParent] = useState(TOP)
  const add = async () => {
    const parentId = parent === TOP ? null : parent
    if (await act('dialogues/add-topic', { parentId, title })) props.onClose()
  }
  return (
    <Dialog
      title={t(($) => $.positions.addTopic)}
      closeLabel={t(($) => $.app.close)}
      isOpen
      onClose={props.onClose}
    >
      <BilingualField label={t(($) => $.positions.topicTitle)} value={title} onChange={setTitle} />
      <Select
        label={t(($) => $.positions.underTopic)}
        placeholder={t(($) => $.positions.topLevel)}
        value={parent}
        onChange={setParent}
        choices={[
          { id: TOP, label: t(($) => $.positions.topLevel) },
          ...room.dialogue.topics.map(({ id, title: name }) => ({ id, label: say(name) })),
        ]}
      />
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={title.en === '' && title.zh === ''}
          onPress={() => void add()}
        >
          {t(($) => $.positions.add)}
        </Button>
      </Actions>
    </Dialog>
  )
}

function AddQuestion(props: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const act = useAct()
  const [text, setText] = useState(NO_WORDS)
  const [topicId, setTopicId] = useState(room.dialogue.topics[0]?.id)
  const add = async () => {
    if (topicId === undefined) return
    if (await act('dialogues/add-question', { topicId, text })) props.onClose()
  }
  return (
    <Dialog
      title={t(($) => $.positions.addQuestion)}
      closeLabel={t(($) => $.app.close)}
      isOpen
      onClose={props.onClose}
    >
      <Select
        label={t(($) => $.positions.underTopic)}
        placeholder={t(($) => $.positions.underTopic)}
        value={topicId}
        onChange={setTopicId}
        choices={room.dialogue.topics.map(({ id, title }) => ({ id, label: say(title) }))}
      />
      <BilingualField
        label={t(($) => $.positions.questionText)}
        value={text}
        onChange={setText}
        rows={2}
      />
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={text.en === '' && text.zh === ''}
          onPress={() => void add()}
        >
          {t(($) => $.positions.add)}
        </Button>
      </Actions>
    </Dialog>
  )
}
