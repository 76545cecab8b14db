import { ANSWERS, type Answer, type Ballot } from '#shared/agreement'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Choices, TextArea } from '../ui/fields.tsx'
import styles from './agreement.module.css'
import { ReasonDialog } from './ReasonDialog.tsx'

const BLIND_ANSWERS: readonly Answer[] = ['agree', 'object']

/** Where a head of delegation answers an open ballot, once, or breaks silence. */
export function AnswerBallot(props: { readonly ballot: Ballot }) {
  const { t } = useWords()
  const { me, caucus } = useDialogue()
  const may = useMay()
  const { ballot } = props
  if (me.delegationId === null || !ballot.roll.includes(me.delegationId)) return null
  const given = caucus?.agreement.answers.find(({ ballotId }) => ballotId === ballot.id)
  const shown =
    given ?? ballot.status.answers.find(({ delegationId }) => delegationId === me.delegationId)
  if (shown !== undefined) {
    return <p>{t(($) => $.ballots.given, { answer: t(($) => $.terms.answer[shown.answer]) })}</p>
  }
  if (!may('agreement/answer')) return <p className="small muted">{t(($) => $.ballots.byHead)}</p>
  return ballot.kind === 'silence' ? <BreakSilence ballot={ballot} /> : <Give ballot={ballot} />
}

function Give(props: { readonly ballot: Ballot }) {
  const { t } = useWords()
  const act = useAct()
  const [answer, setAnswer] = useState<Answer>()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const { ballot } = props
  const blind = ballot.kind === 'double-blind'
  const needsReason = !blind && (answer === 'object' || answer === 'reserve')
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
        choices={(blind ? BLIND_ANSWERS : ANSWERS).map((id) => ({
          id,
          label: t(($) => $.terms.answer[id]),
        }))}
      />
      {answer !== undefined && !blind && (
        <TextArea
          label={t(($) =>
            answer === 'object'
              ? $.ballots.reason
              : answer === 'reserve'
                ? $.votes.reservation
                : $.votes.explain,
          )}
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

function BreakSilence(props: { readonly ballot: Ballot }) {
  const { t } = useWords()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const { ballot } = props
  return (
    <div className={styles['answer']}>
      <Button onPress={() => setAsking(true)}>{t(($) => $.votes.breakSilence)}</Button>
      {asking && (
        <ReasonDialog
          title={t(($) => $.votes.breakTitle, { number: ballot.number })}
          note={t(($) => $.votes.breakNote)}
          action={t(($) => $.votes.breakNow)}
          onAct={(reason) =>
            act('agreement/break-silence', { ballotId: ballot.id, hash: ballot.hash, reason })
          }
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
