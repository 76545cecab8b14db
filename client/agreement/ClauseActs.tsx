import { clauseStatus, isAgreed } from '#shared/agreement'
import { findClause, type Runs } from '#shared/proposals'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { notify } from '../ui/overlays.tsx'
import { ActCard } from './ActCard.tsx'
import styles from './agreement.module.css'
import { ProposeCorrection } from './ProposeCorrection.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'

/** What takes two keys on a clause's agreed words: what is on its way, and how it is proposed. */
export function ClauseActs(props: {
  readonly clauseId: string
  readonly name: string
  readonly hash: string | undefined
  readonly runs: () => Runs | undefined
}) {
  const { t } = useWords()
  const { room } = useDialogue()
  const may = useMay()
  const act = useAct()
  const [asking, setAsking] = useState<'reopening' | 'correction'>()
  const { clauseId, hash } = props
  const clause = findClause(room.proposals, clauseId)?.clause
  if (clause === undefined) return null
  const pending = room.agreement.acts.filter(
    ({ act: asked, status }) =>
      asked.type !== 'package' &&
      asked.clauseId === clauseId &&
      (status === 'proposed' || status === 'revocable'),
  )
  const agreed = isAgreed(clauseStatus(clause, room.agreement.ballots, 0))
  const offers = agreed && hash !== undefined && may('agreement/propose-act')
  const close = () => setAsking(undefined)
  return (
    <>
      {pending.map((each) => (
        <ActCard key={each.id} pending={each} />
      ))}
      {offers && (
        <div className={styles['steer']}>
          <Button size="small" onPress={() => setAsking('reopening')}>
            {t(($) => $.votes.acts.reopen)}
          </Button>
          <Button size="small" onPress={() => setAsking('correction')}>
            {t(($) => $.votes.acts.correct)}
          </Button>
        </div>
      )}
      {offers && asking === 'reopening' && (
        <ReasonDialog
          title={t(($) => $.votes.acts.reopenTitle, { clause: props.name })}
          note={t(($) => $.votes.acts.reopenNote)}
          action={t(($) => $.votes.acts.propose)}
          onAct={async (reason) => {
            const asked = { type: 'reopening' as const, clauseId, hash, reason }
            const done = await act('agreement/propose-act', { act: asked })
            if (done)
              notify(
                'success',
                t(($) => $.votes.acts.proposed),
              )
            return done
          }}
          onClose={close}
        />
      )}
      {offers && asking === 'correction' && (
        <ProposeCorrection {...props} hash={hash} onClose={close} />
      )}
    </>
  )
}
