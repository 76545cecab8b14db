import { recordFile, type Audience } from '#shared/record'
import { useState } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { Banner, Card, PageHead } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { download } from '../../ui/download.ts'
import { Segmented } from '../../ui/fields.tsx'
import { Chip } from '../../ui/marks.tsx'
import { EventList } from './EventList.tsx'
import { useChains, type ChainView } from './use-chains.ts'
import styles from './record.module.css'

/** The record as its reader receives it: each stream with its chain checked here, in sentences, and as a file. */
export function RecordPage() {
  const { t } = useWords()
  const { dialogueId, room, history } = useDialogue()
  const chains = useChains(history)
  const [chosen, setChosen] = useState<Audience>('room')
  const shown = chains.find(({ audience }) => audience === chosen) ?? chains[0]
  const name = `record-${dialogueId.slice(0, 8)}.json`
  const isChecked = chains.every(({ done, events }) => done === events.length)
  const save = () => {
    const of = { dialogueId, title: room.dialogue.title, savedAt: new Date().toISOString() }
    const headOf = (audience: Audience) => {
      const last = chains.find((chain) => chain.audience === audience)?.events.at(-1)
      return { seq: last?.seq ?? 0, hash: last?.hash ?? '0'.repeat(64) }
    }
    const file = recordFile(of, history, headOf)
    download(name, new Blob([`${JSON.stringify(file)}\n`], { type: 'application/json' }))
  }
  return (
    <main className={styles['page']}>
      <PageHead title={t(($) => $.record.title)} note={t(($) => $.record.note)}>
        <Button kind="primary" onPress={save} isDisabled={!isChecked}>
          {t(($) => $.record.save)}
        </Button>
      </PageHead>
      <p className="small muted">{t(($) => $.record.saveNote, { name })}</p>
      <div className={styles['streams']}>
        {chains.map((chain) => (
          <Stream key={chain.audience} chain={chain} />
        ))}
      </div>
      <p className={styles['note']}>{t(($) => $.record.headNote)}</p>
      {shown !== undefined && (
        <Card level={2} title={t(($) => $.record.list)} note={t(($) => $.record.newest)}>
          {chains.length > 1 && (
            <Choice
              chains={chains}
              value={shown.audience}
              onChange={(audience) => setChosen(audience)}
            />
          )}
          <EventList key={shown.audience} events={shown.events} />
        </Card>
      )}
    </main>
  )
}

function Choice(props: {
  readonly chains: readonly ChainView[]
  readonly value: Audience
  readonly onChange: (audience: Audience) => void
}) {
  const { t } = useWords()
  return (
    <div className={styles['choice']}>
      <Segmented
        label={t(($) => $.record.stream)}
        value={props.value}
        onChange={props.onChange}
        choices={props.chains.map(({ audience }) => ({
          id: audience,
          label: t(($) => $.record.streamOf[kindOf(audience)]),
        }))}
      />
    </div>
  )
}

function Stream({ chain }: { readonly chain: ChainView }) {
  const { t } = useWords()
  const { events, check, done } = chain
  const kind = kindOf(chain.audience)
  const last = events.at(-1)
  return (
    <Card
      level={2}
      title={t(($) => $.record.streamOf[kind])}
      note={t(($) => $.record.count, { count: events.length })}
    >
      <p className="small muted">{t(($) => $.record.whoReceives[kind])}</p>
      {last === undefined ? (
        <p className="muted">{t(($) => $.record.empty)}</p>
      ) : (
        <>
          <p className={styles['state']} role="status">
            {!check.ok ? (
              <Chip tone="reserved" sign="✕">
                {t(($) => $.record.broken, { seq: check.seq })}
              </Chip>
            ) : done < events.length ? (
              <span className="muted">
                {t(($) => $.record.checking, { done, all: events.length })}
              </span>
            ) : (
              <Chip tone="agreed">{t(($) => $.record.whole)}</Chip>
            )}
          </p>
          {!check.ok && (
            <Banner tone="warning">{t(($) => $.record.brokenNote, { seq: check.seq })}</Banner>
          )}
          <p className="small muted">{t(($) => $.record.headHash)}</p>
          <code className={styles['hash']}>{last.hash}</code>
        </>
      )}
    </Card>
  )
}

function kindOf(audience: Audience): 'room' | 'moderators' | 'own' {
  return audience === 'room' || audience === 'moderators' ? audience : 'own'
}
