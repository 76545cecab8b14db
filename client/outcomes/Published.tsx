import { useQuery } from '@tanstack/react-query'
import { canBeSuperseded, type Outcome } from '#shared/outcomes'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { sitePage } from '../platform/i18n/site.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Banner, Cluster } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { notify } from '../ui/overlays.tsx'
import { api } from '../platform/http/index.ts'
import { FollowUpDialog, ReferDialog } from './NoteDialogs.tsx'
import styles from './outcomes.module.css'
import { WithdrawDialog } from './WithdrawDialog.tsx'

const FILES = [
  ['pdf', 'PDF'],
  ['docx', 'Word'],
  ['md', 'Markdown'],
  ['akn.xml', 'Akoma Ntoso'],
  ['json', 'JSON'],
] as const

/** The addresses of a published outcome, with the size of each file, its citations and its proof. */
export function PublishedLinks(props: { readonly outcome: Outcome; readonly isReadable: boolean }) {
  const { t, language } = useWords()
  const { reference } = props.outcome
  if (!props.isReadable) return null
  const copy = async (ending: string) => {
    const text = await api.text(`/outcomes/${reference}.${ending}`)
    if (!text.ok) return
    await navigator.clipboard.writeText(text.value)
    notify(
      'success',
      t(($) => $.outcomes.copied),
    )
  }
  return (
    <div className={styles['links']}>
      <Cluster>
        <a href={sitePage(`/outcomes/${reference}`, language)}>{t(($) => $.outcomes.read)}</a>
        <a href={sitePage(`/log/verify?reference=${reference}`, language)}>
          {t(($) => $.outcomes.verify)}
        </a>
        <Button size="small" onPress={() => void copy('txt')}>
          {t(($) => $.outcomes.cite)}
        </Button>
        <Button size="small" onPress={() => void copy('bib')}>
          {t(($) => $.outcomes.citeBibtex)}
        </Button>
      </Cluster>
      <Cluster>
        <span className="small muted">{t(($) => $.outcomes.files)}</span>
        {FILES.map(([ending, name]) => (
          <FileLink key={ending} path={`/outcomes/${reference}.${ending}`} name={name} />
        ))}
      </Cluster>
    </div>
  )
}

function FileLink(props: { readonly path: string; readonly name: string }) {
  const { data } = useQuery({
    queryKey: ['outcomes', 'size', props.path],
    staleTime: Infinity,
    queryFn: () => api.size(props.path),
  })
  return (
    <a href={props.path}>
      {props.name}
      {data !== undefined && data !== null && (
        <span className="small muted"> {Math.max(1, Math.round(data / 1024))} kB</span>
      )}
    </a>
  )
}

/** What can be done about a published outcome. */
export function PublishedActions(props: {
  readonly outcome: Outcome
  readonly onSupersede?: () => void
}) {
  const { t } = useWords()
  const { room } = useDialogue()
  const may = useMay()
  const [asking, setAsking] = useState<'refer' | 'followUp' | 'withdraw'>()
  const { outcome } = props
  const close = () => setAsking(undefined)
  const { withdrawal } = outcome
  if (withdrawal?.isDone === true) return null
  return (
    <>
      {withdrawal !== null && <PendingWithdrawal outcome={outcome} />}
      <Cluster>
        {may('outcomes/refer') && (
          <Button size="small" onPress={() => setAsking('refer')}>
            {t(($) => $.outcomes.refer)}
          </Button>
        )}
        {may('outcomes/follow-up') && (
          <Button size="small" onPress={() => setAsking('followUp')}>
            {t(($) => $.outcomes.followUp)}
          </Button>
        )}
        {props.onSupersede !== undefined && canBeSuperseded(room.outcomes, outcome) && (
          <Button size="small" onPress={props.onSupersede}>
            {t(($) => $.outcomes.supersede)}
          </Button>
        )}
        {withdrawal === null && may('outcomes/propose-withdrawal') && (
          <Button size="small" kind="danger" onPress={() => setAsking('withdraw')}>
            {t(($) => $.outcomes.withdraw)}
          </Button>
        )}
      </Cluster>
      {asking === 'refer' && <ReferDialog outcome={outcome} onClose={close} />}
      {asking === 'followUp' && <FollowUpDialog outcome={outcome} onClose={close} />}
      {asking === 'withdraw' && <WithdrawDialog outcome={outcome} onClose={close} />}
    </>
  )
}

function PendingWithdrawal(props: { readonly outcome: Outcome }) {
  const { t, say } = useWords()
  const { me } = useDialogue()
  const may = useMay()
  const act = useAct()
  const { id: outcomeId, withdrawal } = props.outcome
  if (withdrawal === null) return null
  const isMine = withdrawal.by === me.accountId
  return (
    <Banner
      tone="warning"
      action={
        may('outcomes/second-withdrawal') && (
          <Cluster>
            {!isMine && (
              <Button
                kind="danger"
                onPress={() => void act('outcomes/second-withdrawal', { outcomeId })}
              >
                {t(($) => $.outcomes.withdrawSecond)}
              </Button>
            )}
            <Button onPress={() => void act('outcomes/drop-withdrawal', { outcomeId })}>
              {t(($) => $.outcomes.withdrawDrop)}
            </Button>
          </Cluster>
        )
      }
    >
      {t(($) => $.outcomes.withdrawPending, { reason: say(withdrawal.reason) })}{' '}
      {isMine && t(($) => $.outcomes.withdrawMine)}
    </Banner>
  )
}
