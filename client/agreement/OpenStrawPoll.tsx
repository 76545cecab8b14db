import type { Bilingual } from '#shared/kernel'
import { useState } from 'react'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'

const MOST_OPTIONS = 10

/** Asks individuals a question with a few options. */
export function OpenStrawPoll(props: {
  readonly inCaucus?: boolean
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct()
  const [question, setQuestion] = useState(NO_WORDS)
  const [options, setOptions] = useState<readonly Bilingual[]>([NO_WORDS, NO_WORDS])
  const open = async () => {
    const asked = { question, options: [...options] }
    const done =
      props.inCaucus === true
        ? await act('agreement/open-caucus-poll', asked)
        : await act('agreement/open-straw-poll', asked)
    if (done) props.onClose()
  }
  const empty = ({ en, zh }: Bilingual) => en.trim() === '' && zh.trim() === ''
  return (
    <Dialog
      title={t(($) =>
        props.inCaucus === true ? $.sessions.caucus.pollOpen : $.votes.polls.openTitle,
      )}
      closeLabel={t(($) => $.app.close)}
      isOpen
      wide
      onClose={props.onClose}
    >
      <p className="small muted">
        {t(($) => (props.inCaucus === true ? $.sessions.caucus.pollNote : $.votes.polls.note))}
      </p>
      <BilingualField
        label={t(($) => $.votes.polls.question)}
        value={question}
        onChange={setQuestion}
      />
      {options.map((option, index) => (
        <BilingualField
          key={index}
          label={t(($) => $.votes.polls.option, { number: index + 1 })}
          value={option}
          onChange={(words) =>
            setOptions(options.map((other, place) => (place === index ? words : other)))
          }
        />
      ))}
      <Actions>
        {options.length < MOST_OPTIONS && (
          <Button onPress={() => setOptions([...options, NO_WORDS])}>
            {t(($) => $.votes.polls.addOption)}
          </Button>
        )}
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={empty(question) || options.some(empty)}
          onPress={() => void open()}
        >
          {t(($) => $.votes.polls.openNow)}
        </Button>
      </Actions>
    </Dialog>
  )
}
