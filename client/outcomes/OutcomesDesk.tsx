import { KeyRound } from 'lucide-react'
import { KEYS, type Outcome } from '#shared/outcomes'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Card, Cluster, EmptyState, PageHead, Row } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, type ChipTone } from '../ui/marks.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import { AssembleOutcome } from './AssembleOutcome.tsx'
import styles from './outcomes.module.css'

/** The outcomes of a dialogue on their way: assembled, approved with two keys, published. */
export function OutcomesDesk() {
  const { t } = useWords()
  const { room } = useDialogue()
  const may = useMay()
  const [assembling, setAssembling] = useState(false)
  const list = [...room.outcomes.list].reverse()
  return (
    <>
      <PageHead title={t(($) => $.outcomes.title)} note={t(($) => $.outcomes.note)}>
        {may('outcomes/assemble') && room.proposals.list.length > 0 && (
          <Button kind="primary" onPress={() => setAssembling(true)}>
            {t(($) => $.outcomes.assemble)}
          </Button>
        )}
      </PageHead>
      {list.length === 0 && (
        <EmptyState title={t(($) => $.outcomes.none)}>{t(($) => $.outcomes.noneHint)}</EmptyState>
      )}
      {list.map((outcome) => (
        <OutcomeCard key={outcome.id} outcome={outcome} />
      ))}
      <p>
        <a href="/outcomes">{t(($) => $.outcomes.all)}</a>
      </p>
      {assembling && <AssembleOutcome onClose={() => setAssembling(false)} />}
    </>
  )
}

const TONES: Readonly<Record<Outcome['status'], ChipTone>> = {
  assembled: 'bracketed',
  published: 'agreed',
  discarded: 'open',
}

function OutcomeCard(props: { readonly outcome: Outcome }) {
  const { t, say } = useWords()
  const { outcome } = props
  return (
    <Card
      level={2}
      title={<span className={styles['title']}>{say(outcome.title)}</span>}
      note={<Chip tone={TONES[outcome.status]}>{t(($) => $.outcomes.status[outcome.status])}</Chip>}
    >
      <Row small>
        <span className="mono">{outcome.reference}</span>
        <span>{t(($) => $.terms.outcomeKind[outcome.kind])}</span>
      </Row>
      <Row small>
        <span className="mono">{outcome.date}</span>
        <span>{t(($) => $.terms.distribution[outcome.distribution])}</span>
      </Row>
      <p className={styles['digest']}>
        <span className="muted">{t(($) => $.outcomes.digest)}</span> <code>{outcome.digest}</code>
      </p>
      {outcome.status === 'assembled' && <Keys outcome={outcome} />}
      {outcome.status === 'published' && (
        <a href={`/outcomes/${outcome.reference}`}>{t(($) => $.outcomes.read)}</a>
      )}
    </Card>
  )
}

function Keys(props: { readonly outcome: Outcome }) {
  const { t } = useWords()
  const { me } = useDialogue()
  const may = useMay()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const { outcome } = props
  const outcomeId = outcome.id
  const mine = outcome.approvals.includes(me.accountId)
  const approve = async () => {
    setAsking(false)
    await act('outcomes/approve', { outcomeId, digest: outcome.digest })
  }
  return (
    <Cluster>
      <Chip tone="accent" sign={<KeyRound size={11} />}>
        {t(($) => $.outcomes.keys, { given: outcome.approvals.length, needed: KEYS })}
      </Chip>
      {mine && <span className="small muted">{t(($) => $.outcomes.approved)}</span>}
      {!mine && may('outcomes/approve') && (
        <Button kind="primary" onPress={() => setAsking(true)}>
          {t(($) => $.outcomes.approve)}
        </Button>
      )}
      {may('outcomes/discard') && (
        <Button kind="danger" onPress={() => void act('outcomes/discard', { outcomeId })}>
          {t(($) => $.outcomes.discard)}
        </Button>
      )}
      <Dialog
        title={t(($) => $.outcomes.approve)}
        closeLabel={t(($) => $.app.close)}
        isOpen={asking}
        onClose={() => setAsking(false)}
      >
        <p>{t(($) => $.outcomes.approveAsk, { reference: outcome.reference })}</p>
        <code className={styles['digest']}>{outcome.digest}</code>
        <Actions>
          <Button onPress={() => setAsking(false)}>{t(($) => $.app.cancel)}</Button>
          <Button kind="primary" onPress={() => void approve()}>
            {t(($) => $.outcomes.approve)}
          </Button>
        </Actions>
      </Dialog>
    </Cluster>
  )
}
