import type { StrawPoll } from '#shared/agreement'
import { useState } from 'react'
import * as z from 'zod'
import { useWords } from '../platform/i18n/index.ts'
import { api } from '../platform/http/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Card, Row } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/fields.tsx'
import { Chip, StackedBar } from '../ui/marks.tsx'
import { notify } from '../ui/overlays.tsx'
import styles from './agreement.module.css'
import { OpenStrawPoll } from './OpenStrawPoll.tsx'

/** The straw polls of a dialogue: opened and counted by moderators, marked anonymously by everyone. */
export function StrawPolls() {
  const { t } = useWords()
  const { room } = useDialogue()
  const may = useMay()
  const [opening, setOpening] = useState(false)
  const polls = [...room.agreement.polls].reverse()
  return (
    <>
      {may('agreement/open-straw-poll') && (
        <div className={styles['steer']}>
          <Button size="small" onPress={() => setOpening(true)}>
            {t(($) => $.votes.polls.open)}
          </Button>
        </div>
      )}
      {polls.length === 0 && <p className="muted">{t(($) => $.votes.polls.none)}</p>}
      {polls.map((poll) => (
        <PollCard key={poll.id} poll={poll} />
      ))}
      {opening && <OpenStrawPoll onClose={() => setOpening(false)} />}
    </>
  )
}

/** The indicative polls inside my delegation: its head asks, its members answer, nobody else learns of them. */
export function CaucusPolls() {
  const { t } = useWords()
  const { caucus } = useDialogue()
  const may = useMay()
  const [opening, setOpening] = useState(false)
  if (caucus === null) return null
  const polls = [...caucus.agreement.polls].reverse()
  return (
    <>
      <p className="small muted">
        {t(($) => (polls.length === 0 ? $.sessions.caucus.pollNone : $.sessions.caucus.pollNote))}
      </p>
      {may('agreement/open-caucus-poll') && (
        <div className={styles['steer']}>
          <Button size="small" onPress={() => setOpening(true)}>
            {t(($) => $.sessions.caucus.pollOpen)}
          </Button>
        </div>
      )}
      {polls.map((poll) => (
        <PollCard key={poll.id} poll={poll} inCaucus />
      ))}
      {opening && <OpenStrawPoll inCaucus onClose={() => setOpening(false)} />}
    </>
  )
}

function PollCard(props: { readonly poll: StrawPoll; readonly inCaucus?: boolean }) {
  const { t, say } = useWords()
  const may = useMay()
  const act = useAct()
  const { poll } = props
  const { state } = poll.status
  const close =
    props.inCaucus === true ? 'agreement/close-caucus-poll' : 'agreement/close-straw-poll'
  return (
    <Card
      title={t(($) => $.votes.polls.number, { number: poll.number })}
      note={
        <Chip tone={state === 'open' ? 'accent' : 'open'}>
          {t(($) => $.votes.polls.state[state])}
        </Chip>
      }
    >
      <p className={styles['question']}>{say(poll.question)}</p>
      {poll.status.state === 'open' ? (
        <MarkPoll poll={poll} />
      ) : (
        <Totals poll={poll} totals={poll.status.totals} />
      )}
      {state === 'open' && may(close) && (
        <div className={styles['steer']}>
          <Button size="small" onPress={() => void act(close, { pollId: poll.id })}>
            {t(($) => $.votes.polls.close)}
          </Button>
        </div>
      )}
    </Card>
  )
}

function Totals(props: { readonly poll: StrawPoll; readonly totals: readonly number[] | null }) {
  const { t, say } = useWords()
  const { poll, totals } = props
  if (totals === null) return <p className="small muted">{t(($) => $.votes.polls.tooFew)}</p>
  const all = totals.reduce((sum, count) => sum + count, 0)
  return (
    <ul>
      {poll.options.map((option, index) => {
        const count = totals[index] ?? 0
        const text = t(($) => $.votes.polls.count, { count })
        return (
          <li key={index}>
            <Row small>
              <span>{say(option)}</span>
              <span className="mono">{text}</span>
            </Row>
            <StackedBar text={text} parts={[{ tone: 'accent', share: count / all }]} />
          </li>
        )
      })}
    </ul>
  )
}

const marked = z.object({ ok: z.literal(true), counted: z.boolean() })

function MarkPoll(props: { readonly poll: StrawPoll }) {
  const { t, say, refusal } = useWords()
  const { dialogueId } = useDialogue()
  const may = useMay()
  const [option, setOption] = useState<string>()
  const [done, setDone] = useState<'marked' | 'markedBefore'>()
  const [busy, setBusy] = useState(false)
  const { poll } = props
  if (!may('http/mark-straw-poll')) return null
  if (done !== undefined) return <p className="small">✓ {t(($) => $.votes.polls[done])}</p>
  const mark = async () => {
    setBusy(true)
    const path = `/api/dialogues/${dialogueId}/polls/${poll.id}/marks`
    const answer = await api.post(path, { option: Number(option) }, marked)
    setBusy(false)
    if (answer.ok) setDone(answer.value.counted ? 'marked' : 'markedBefore')
    else notify('warning', refusal(answer))
  }
  return (
    <>
      <Choices
        label={say(poll.question)}
        isLabelHidden
        value={option}
        onChange={setOption}
        choices={poll.options.map((each, index) => ({ id: String(index), label: say(each) }))}
      />
      <div className={styles['steer']}>
        <Button isDisabled={option === undefined} isPending={busy} onPress={() => void mark()}>
          {t(($) => $.votes.polls.mark)}
        </Button>
      </div>
      <p className="small muted">{t(($) => $.votes.polls.markNote)}</p>
    </>
  )
}
