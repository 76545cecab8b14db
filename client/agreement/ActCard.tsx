import type { Act, TwoKeyAct } from '#shared/agreement'
import { LANGUAGES } from '#shared/kernel'
import { plainWords } from '#shared/proposals'
import { useState, type ReactNode } from 'react'
import { LANGUAGE_TAGS, useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { dateAndTime } from '../platform/time/index.ts'
import { Card } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, type ChipTone } from '../ui/marks.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import styles from './agreement.module.css'
import { Deadline } from './instants.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'

const TONES: Readonly<Record<TwoKeyAct['status'], ChipTone>> = {
  proposed: 'accent',
  revocable: 'adref',
  done: 'agreed',
  withdrawn: 'open',
  revoked: 'reserved',
}

/** What takes two keys: what is proposed, by whom, and what one may do about it. */
export function ActCard(props: { readonly pending: TwoKeyAct; readonly about?: ReactNode }) {
  const { t, say, language } = useWords()
  const { room } = useDialogue()
  const { pending } = props
  const { act, status } = pending
  const nameOf = (accountId: string) => {
    const member = room.dialogue.members[accountId]
    return member === undefined ? '' : say(member.name)
  }
  const when = dateAndTime(pending.at, language)
  return (
    <Card
      title={t(($) => $.votes.acts.type[act.type])}
      note={<Chip tone={TONES[status]}>{t(($) => $.votes.acts.status[status])}</Chip>}
    >
      {props.about}
      <p className="small muted">
        {t(($) => $.votes.acts.by, { name: nameOf(pending.by), when })}
        {pending.secondedBy !== null &&
          ` · ${t(($) => $.votes.acts.seconded, { name: nameOf(pending.secondedBy) })}`}
      </p>
      <What act={act} />
      {act.type === 'correction' && (status === 'proposed' || status === 'revocable') && (
        <Deadline label={t(($) => $.votes.acts.revocableUntil)} instant={act.revocableUntil} />
      )}
      <Keys pending={pending} />
    </Card>
  )
}

function What(props: { readonly act: Act }) {
  const { t, say } = useWords()
  const { act } = props
  switch (act.type) {
    case 'reopening':
      return <p className={styles['reason']}>{act.reason}</p>
    case 'package':
      return <p className="small">{t(($) => $.votes.clauses, { count: act.clauses.length })}</p>
    case 'correction': {
      const words = plainWords(act.runs)
      return (
        <>
          <p className={styles['reason']}>{say(act.statement)}</p>
          {LANGUAGES.map((language) => (
            <p key={language} lang={LANGUAGE_TAGS[language]} className={styles['corrected']}>
              {words[language]}
            </p>
          ))}
        </>
      )
    }
  }
}

function Keys(props: { readonly pending: TwoKeyAct }) {
  const { t } = useWords()
  const { me } = useDialogue()
  const may = useMay()
  const act = useAct()
  const [asking, setAsking] = useState<'second' | 'revoke'>()
  const { id: actId, status, by } = props.pending
  const close = () => setAsking(undefined)
  const mine = by === me.accountId
  const seconds = status === 'proposed' && !mine && may('agreement/second-act')
  const second = async () => {
    if (await act('agreement/second-act', { actId })) close()
  }
  return (
    <div className={styles['steer']}>
      {seconds && (
        <Button kind="primary" onPress={() => setAsking('second')}>
          {t(($) => $.votes.acts.second)}
        </Button>
      )}
      {status === 'proposed' && mine && may('agreement/withdraw-act') && (
        <Button onPress={() => void act('agreement/withdraw-act', { actId })}>
          {t(($) => $.votes.acts.withdraw)}
        </Button>
      )}
      {status === 'revocable' && may('agreement/revoke-correction') && (
        <Button onPress={() => setAsking('revoke')}>{t(($) => $.votes.acts.revoke)}</Button>
      )}
      {asking === 'revoke' && (
        <ReasonDialog
          title={t(($) => $.votes.acts.revokeTitle)}
          note={t(($) => $.votes.acts.revokeNote)}
          action={t(($) => $.votes.acts.revokeNow)}
          onAct={(reason) => act('agreement/revoke-correction', { actId, reason })}
          onClose={close}
        />
      )}
      <Dialog
        title={t(($) => $.votes.acts.second)}
        closeLabel={t(($) => $.app.close)}
        isOpen={asking === 'second'}
        onClose={close}
      >
        <p>{t(($) => $.votes.acts.secondAsk)}</p>
        <Actions>
          <Button onPress={close}>{t(($) => $.app.cancel)}</Button>
          <Button kind="primary" onPress={() => void second()}>
            {t(($) => $.votes.acts.second)}
          </Button>
        </Actions>
      </Dialog>
    </div>
  )
}
