import { ANSWERS, type Answer, type Ballot } from '#shared/agreement'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Choices, TextArea } from '../ui/fields.tsx'
import styles from './agreement.module.css'

/** Where a head of delegation answers an open ballot, once. */
export function AnswerBallot(props: { readonly ballot: Ballot }) {
  const { t } = useWords()
  const { me, caucus } = useDialogue()
  const may = useMay()
  const act = useAct()
  const [answer, setAnswer] = useState<Answer>()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const { ballot } = props
  if (me.delegationId === null || !ballot.roll.includes(me.delegationId)) return null
  const given =
    caucus?.agreement.answers.find(({ ballotId }) => ballotId === ballot.id) ??
    ballot.status.answers.find(({ delegationId }) => delegationId === me.delegationId)
  if (given !== undefined) {
    return <p>{t(($) => $.ballots.given, { answer: t(($) => $.terms.answer[given.answer]) })}</p>
  }
  if (!may('agreement/answer')) return <p className="small muted">{t(($) => $.ballots.byHead)}</p>
  const needsReason = answer === 'object' || answer === 'reserve'
  const reasonMissing = needsReason && reason.trim() === ''
  const give = async () => {
    setTried(true)
    if (answer === undefined || reasonMissing) return
    setBusy(true)
    await act('agreement/answer', { ballotId: ballot.id, hash: ballot.hash, answer, reason })
    setBusy(false)
  }
  return (
    <div className={styles['answer']}>
      <Choices
        label={t(($) => $.ballots.yourAnswer)}
        value={answer}
        onChange={setAnswer}
        choices={ANSWERS.map((id) => ({ id, label: t(($) => $.terms.answer[id]) }))}
      />
      {needsReason && (
        <TextArea
          label={t(($) => $.ballots.reason)}
          value={reason}
          onChange={setReason}
          rows={2}
          error={tried && reasonMissing ? t(($) => $.ballots.reasonNeeded) : undefined}
        />
      )}
      <Button
        kind="primary"
        isDisabled={answer === undefined}
        isPending={busy}
        onPress={() => void give()}
      >
        {t(($) => $.ballots.answer)}
      </Button>
      <p className="small muted">{t(($) => $.ballots.answerNote)}</p>
    </div>
  )
}
