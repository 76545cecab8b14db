import { useEffect, useMemo, useRef, useState } from 'react'
import { clauseNumbers, type Proposal } from '#shared/proposals'
import { openSession } from '#shared/sessions'
import { Segmented } from '../../ui/fields.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { bracketLabels } from '../../platform/record/labels.ts'
import { viewClause, type ClauseView } from '../../proposals/clause-view.ts'
import type { LanguageView } from '../../proposals/ClauseRow.tsx'
import { Document } from './Document.tsx'
import { Rail } from './Rail.tsx'
import styles from './Room.module.css'
import { Side, type SideTab } from './Side.tsx'
import type { RoomTexts } from './texts.ts'

/** What is chosen in the room; it is part of the page's address. */
export interface RoomChoice {
  readonly text?: string
  readonly clause?: string
  readonly languages?: LanguageView
}

const COLUMNS = ['rail', 'text', 'clause'] as const

/** The session room: agenda and texts, the text with its clauses, and what concerns the chosen clause. */
export function Room(props: {
  readonly choice: RoomChoice
  readonly onChoose: (choice: RoomChoice) => void
  readonly proposal: Proposal | undefined
  readonly texts: RoomTexts
}) {
  const { t } = useWords()
  const { room } = useDialogue()
  const [column, setColumn] = useState<(typeof COLUMNS)[number]>('text')
  const [tab, setTab] = useState<SideTab>('clause')
  const { choice, proposal, texts } = props
  const { select, showClause } = useSteady({
    select: (clause: string) => props.onChoose({ ...choice, clause }),
    showClause: () => setColumn('clause'),
  })
  const views = useClauseViews(proposal, texts)
  const selected = views.find(({ clause }) => clause.id === choice.clause)
  const totals = {
    clauses: views.filter(({ status }) => status === 'bracketed').length,
    marks: views.reduce((sum, { brackets }) => sum + brackets, 0),
  }
  return (
    <main className={styles['room']} data-column={column}>
      <h1 className="visually-hidden">{t(($) => $.room.nav.room)}</h1>
      <div className={styles['rail']}>
        <Rail
          session={openSession(room.sessions)}
          selected={proposal?.id}
          brackets={({ id }) =>
            id === proposal?.id && texts.state === 'open' ? totals : undefined
          }
          onSelect={(text) => {
            props.onChoose({ ...keepLanguages(choice), text })
            setColumn('text')
          }}
        />
      </div>
      <div className={styles['doc']}>
        <Document
          proposal={proposal}
          texts={texts}
          views={views}
          languages={choice.languages ?? 'both'}
          selected={choice.clause}
          onLanguages={(languages) => props.onChoose({ ...choice, languages })}
          onSelect={select}
          onShowClause={showClause}
        />
      </div>
      <section className={styles['side']} aria-label={t(($) => $.room.columns.clause)}>
        <Side proposal={proposal} views={views} view={selected} tab={tab} onTab={setTab} />
      </section>
      <Foot proposal={proposal} texts={texts} />
      <div className={styles['columns']}>
        <Segmented
          label={t(($) => $.room.nav.room)}
          value={column}
          onChange={setColumn}
          choices={COLUMNS.map((id) => ({ id, label: t(($) => $.room.columns[id]) }))}
        />
      </div>
    </main>
  )
}

/** Functions that stay the same and always do what the latest ones do. */
function useSteady(latest: { select: (clauseId: string) => void; showClause: () => void }) {
  const now = useRef(latest)
  useEffect(() => {
    now.current = latest
  })
  return useMemo(
    () => ({
      select: (clauseId: string) => now.current.select(clauseId),
      showClause: () => now.current.showClause(),
    }),
    [],
  )
}

function keepLanguages({ languages }: RoomChoice): RoomChoice {
  return languages === undefined ? {} : { languages }
}

/** The clauses with their words; one is taken together anew only when something of it changed. */
function useClauseViews(proposal: Proposal | undefined, texts: RoomTexts): readonly ClauseView[] {
  const { room } = useDialogue()
  const { dialogue, agreement } = room
  const labels = useMemo(() => bracketLabels(dialogue), [dialogue])
  const numbers = useMemo(
    () => (proposal === undefined ? new Map<string, string>() : clauseNumbers(proposal)),
    [proposal],
  )
  const [cache] = useState(() => new Map<string, { key: readonly unknown[]; view: ClauseView }>())
  return (proposal?.clauses ?? []).map((clause) => {
    const words = texts.words(clause.id)
    const number = numbers.get(clause.id)
    const key = [clause, words?.en, words?.zh, number, agreement, labels]
    const known = cache.get(clause.id)
    if (known?.key.every((part, index) => part === key[index]) === true) return known.view
    const view = viewClause(clause, number, words, agreement, labels)
    cache.set(clause.id, { key, view })
    return view
  })
}

function Foot(props: { readonly proposal: Proposal | undefined; readonly texts: RoomTexts }) {
  const { t, say } = useWords()
  const { me, parties } = useDialogue()
  const last = props.proposal?.revisions.at(-1)
  const party = parties.find(({ id }) => id === me.delegationId)
  const who = [
    say(me.name),
    party === undefined
      ? t(($) => $.terms.role[me.role])
      : t(($) => $.terms.delegation, { label: party.label }),
  ]
  return (
    <footer className={styles['foot']}>
      <span role="status" data-saving={props.texts.saving}>
        <span aria-hidden="true">{props.texts.saving === 'saved' ? '●' : '○'} </span>
        {t(($) => $.room.save[props.texts.saving])}
      </span>
      {last !== undefined && (
        <span>{t(($) => $.room.texts.revision, { number: last.number })}</span>
      )}
      <span className={styles['me']}>{who.join(' · ')}</span>
    </footer>
  )
}
