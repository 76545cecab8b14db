import { LANGUAGES, type Language } from '#shared/kernel'
import { redline, textRights, type DraftAmendment, type Words } from '#shared/proposals'
import { Lock } from 'lucide-react'
import { useCallback, useState, useSyncExternalStore } from 'react'
import { AskDialog } from '../../../platform/i18n/AskDialog.tsx'
import { useWords } from '../../../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../../../platform/record/dialogue.tsx'
import { ClauseCell } from '../../../proposals/ClauseCell.tsx'
import type { ClauseView } from '../../../proposals/clause-view.ts'
import type { LanguageView } from '../../../proposals/ClauseRow.tsx'
import { Redline } from '../../../proposals/instruments/Redline.tsx'
import { Skeleton } from '../../../ui/blocks.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useConnected } from '../../dialogue/connection.ts'
import { CarryOver, MovedNote } from './CarryOver.tsx'
import { TableWording } from './TableWording.tsx'
import { useHashOf, useOwnDrafts, useReadTexts } from './use-wordings.ts'
import styles from './wordings.module.css'

const NO_CARETS = [] as const
const nowhere = () => undefined

/** The drafts of one's own side below the clause they word anew; nobody else knows of them. */
export function DraftDesk(props: {
  readonly proposalId: string
  readonly view: ClauseView
  readonly name: string
  readonly languages: LanguageView
}) {
  const { drafts } = useOwnDrafts(props.view.clause.id)
  return drafts.map((draft) => <Draft key={draft.id} {...props} draft={draft} />)
}

function Draft(props: {
  readonly proposalId: string
  readonly view: ClauseView
  readonly name: string
  readonly languages: LanguageView
  readonly draft: DraftAmendment
}) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct()
  const hashOf = useHashOf()
  const { side } = useOwnDrafts(props.view.clause.id)
  const [asking, setAsking] = useState<'table' | 'discard' | 'carry'>()
  const { draft, view } = props
  const { clause, words } = view
  const own = useReadTexts([draft.id]).get(draft.id)
  if (side === undefined) return null
  const { party } = side
  const title = t(($) => (party === undefined ? $.wordings.oursBureau : $.wordings.ours))
  const shown = LANGUAGES.filter((each) => props.languages === 'both' || props.languages === each)
  const closed = clause.withdrawn || clause.lock !== null
  const moved = words !== undefined && hashOf(clause.kind, words) !== draft.baseHash
  const isSame = words !== undefined && own?.words.en === words.en && own.words.zh === words.zh
  const close = () => setAsking(undefined)
  return (
    <section className={styles['desk']} data-tone={party?.tone} data-private aria-label={title}>
      <div className={styles['deskHead']}>
        <b>
          <Lock size={12} aria-hidden="true" /> {title}
        </b>
        <span className="small muted">
          {party === undefined
            ? t(($) => $.wordings.privateToBureau)
            : t(($) => $.wordings.privateTo, { label: party.label })}
        </span>
      </div>
      {moved && (
        <MovedNote
          proposalId={props.proposalId}
          draft={draft}
          words={words}
          onCarry={() => setAsking('carry')}
        />
      )}
      <div className={styles['columns']} data-both={shown.length > 1}>
        {shown.map((language) => (
          <Column
            key={language}
            draft={draft}
            audience={side.audience}
            language={language}
            name={`${title} · ${props.name}`}
            words={words}
            own={own?.words}
          />
        ))}
      </div>
      <div className={styles['acts']}>
        {may('proposals/table-amendment') ? (
          <Button
            size="small"
            kind="primary"
            isDisabled={closed || isSame || own === undefined}
            onPress={() => setAsking('table')}
          >
            {t(($) => $.wordings.table)}
          </Button>
        ) : (
          <span className="small muted">{t(($) => $.wordings.tableHeadOnly)}</span>
        )}
        <Button size="small" kind="quiet" onPress={() => setAsking('discard')}>
          {t(($) => $.wordings.discard)}
        </Button>
        {closed && (
          <span className="small muted">
            {t(($) => (clause.withdrawn ? $.wordings.withdrawnToTable : $.wordings.lockedToTable))}
          </span>
        )}
      </div>
      {asking === 'discard' && (
        <AskDialog
          title={t(($) => $.wordings.discard)}
          submit={t(($) => $.wordings.discard)}
          onClose={close}
          onSubmit={async () => {
            if (await act('proposals/withdraw-amendment', { amendmentId: draft.id })) close()
          }}
        >
          <p>{t(($) => $.wordings.discardAsk)}</p>
        </AskDialog>
      )}
      {asking === 'table' && own !== undefined && words !== undefined && (
        <TableWording
          draft={draft}
          kind={clause.kind}
          words={words}
          own={own.words}
          onClose={close}
        />
      )}
      {asking === 'carry' && own !== undefined && words !== undefined && (
        <CarryOver
          proposalId={props.proposalId}
          draft={draft}
          audience={side.audience}
          kind={clause.kind}
          words={words}
          own={own.words}
          onClose={close}
        />
      )}
    </section>
  )
}

function Column(props: {
  readonly draft: DraftAmendment
  readonly audience: string
  readonly language: Language
  readonly name: string
  readonly words: Words | undefined
  readonly own: Words | undefined
}) {
  const { t } = useWords()
  const { room, me } = useDialogue()
  const { texts } = useConnected()
  const { draft, language, words, own } = props
  const session = useSyncExternalStore(
    useCallback((listener: () => void) => texts.subscribe(listener), [texts]),
    () => (texts.group(draft.id).state === 'open' ? texts.text(draft.id) : undefined),
  )
  if (session === undefined || own === undefined) {
    return <Skeleton label={t(($) => $.app.loading)} lines={2} />
  }
  const place = { id: draft.id, audience: props.audience }
  const isSame = words?.[language] === own[language]
  return (
    <div>
      <ClauseCell
        session={session}
        language={language}
        name={props.name}
        isSelected
        mayWrite={textRights(room, me.accountId, place).write !== 'no'}
        focusAt={undefined}
        carets={NO_CARETS}
        onSelection={nowhere}
      />
      <div className={`${styles['words'] ?? ''} ${styles['against'] ?? ''}`}>
        <span className="small muted">
          {t(($) => (isSame ? $.wordings.unchanged : $.wordings.against))}
        </span>
        {!isSame && words !== undefined && (
          <Redline segments={redline(words[language], own[language], language)} lang={language} />
        )}
      </div>
    </div>
  )
}
