import { useClauseName } from '../../platform/record/clause-name.ts'
import { Link } from '@tanstack/react-router'
import type { Language } from '#shared/kernel'
import { structureRefusal, type Proposal, type TextRights } from '#shared/proposals'
import { openSession, phaseRuleOf } from '#shared/sessions'
import { memo, startTransition, useCallback, useEffect, useState } from 'react'
import { OpenBallot } from '../../agreement/OpenBallot.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { AddClause } from '../../proposals/AddClause.tsx'
import { ClauseRow, type LanguageView } from '../../proposals/ClauseRow.tsx'
import type { ClauseView } from '../../proposals/clause-view.ts'
import { ConcordanceSummary } from '../../proposals/ConcordanceSummary.tsx'
import type { FocusPlace } from '../../proposals/editor/index.ts'
import { ExportText } from '../../proposals/exports/ExportText.tsx'
import { MarkTerms } from '../../proposals/glossary/MarkTerms.tsx'
import { IssueRevision } from '../../proposals/versions/Revisions.tsx'
import { SinceConfirmed } from '../../proposals/versions/SinceConfirmed.tsx'
import { EmptyState, Skeleton } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segmented } from '../../ui/fields.tsx'
import { Refused } from '../pages/Plain.tsx'
import { BracketsButton, type PointedAt } from './brackets/BracketsPanel.tsx'
import { BracketStrip } from './brackets/BracketStrip.tsx'
import { clickedIn } from './brackets/pointing.ts'
import { createSpot } from './brackets/spot.ts'
import styles from './Room.module.css'
import type { RoomTexts } from './texts.ts'
import { useArrival } from './use-arrival.ts'
import { DraftDesk } from './wordings/DraftDesk.tsx'
import { TabledNote } from './wordings/TabledNote.tsx'

interface Props {
  readonly proposal: Proposal | undefined
  readonly texts: RoomTexts
  readonly views: readonly ClauseView[]
  readonly rights: (clauseId: string) => TextRights | undefined
  readonly languages: LanguageView
  readonly selected: string | undefined
  readonly onLanguages: (languages: LanguageView) => void
  readonly onSelect: (clauseId: string) => void
  readonly onShowClause: () => void
  readonly pointed: PointedAt | undefined
  readonly onShowBrackets: () => void
}

/** The centre column: a text with its clauses in one language or both. */
export function Document(props: Props) {
  const { t, refusal } = useWords()
  const { room, me } = useDialogue()
  const may = useMay()
  const [addAfter, setAddAfter] = useState<string | null>()
  const addAfterClause = useCallback((clauseId: string) => setAddAfter(clauseId), [])
  const shown = useShown(props.texts.state === 'open' ? props.views.length : 0)
  useArrival(props.selected)
  const { proposal, texts } = props
  if (proposal === undefined) {
    return <EmptyState title={t(($) => $.room.texts.empty)} />
  }
  const last = proposal.clauses.at(-1)
  const { ballots } = phaseRuleOf(room.sessions)
  const code = structureRefusal(room, proposal, null, me.accountId)
  const add = (
    <>
      <Button isDisabled={code !== undefined} onPress={() => setAddAfter(last?.id ?? null)}>
        {t(($) => $.room.clause.add)}
      </Button>
      {code !== undefined && <span className="small muted"> {refusal({ code })}</span>}
    </>
  )
  return (
    <>
      <Head
        proposal={proposal}
        views={props.views}
        onSelect={props.onSelect}
        languages={props.languages}
        onLanguages={props.onLanguages}
        brackets={props.views.reduce((sum, { brackets }) => sum + brackets, 0)}
        onShowBrackets={props.onShowBrackets}
      />
      {texts.state === 'refused' && <Refused refusal={{ code: texts.code ?? 'text/unknown' }} />}
      {texts.state === 'loading' && <Skeleton label={t(($) => $.app.loading)} lines={9} />}
      {texts.state === 'open' && props.views.length === 0 && (
        <EmptyState
          title={t(($) => $.room.clause.none)}
          action={may('proposals/add-clauses') ? add : undefined}
        >
          {t(($) => $.room.clause.noneHint)}
        </EmptyState>
      )}
      {texts.state === 'open' &&
        props.views
          .slice(0, shown)
          .map((view) => (
            <Entry
              key={view.clause.id}
              view={view}
              rights={props.rights(view.clause.id)}
              mayBallot={ballots}
              proposal={proposal}
              languages={props.languages}
              isSelected={view.clause.id === props.selected}
              cell={texts.cell}
              pointed={props.pointed?.clauseId === view.clause.id ? props.pointed : undefined}
              onSelect={props.onSelect}
              onShowClause={props.onShowClause}
              onAddAfter={addAfterClause}
            />
          ))}
      {texts.state === 'open' && props.views.length > 0 && may('proposals/add-clauses') && (
        <p className={styles['end']}>{add}</p>
      )}
      {addAfter !== undefined && (
        <AddClause
          proposalId={proposal.id}
          afterId={addAfter}
          level={proposal.clauses.find(({ id }) => id === addAfter)?.level ?? 1}
          onClose={() => setAddAfter(undefined)}
        />
      )}
    </>
  )
}

/** Clauses that are drawn at once; the rest of a long text follows without holding the page up. */
const AT_ONCE = 24

function useShown(count: number): number {
  const [isWhole, setWhole] = useState(false)
  useEffect(() => {
    if (!isWhole && count > 0) startTransition(() => setWhole(true))
  }, [isWhole, count])
  return isWhole ? count : AT_ONCE
}

const LANGUAGE_VIEWS: readonly LanguageView[] = ['en', 'both', 'zh']

function Head(props: {
  readonly proposal: Proposal
  readonly views: readonly ClauseView[]
  readonly onSelect: (clauseId: string) => void
  readonly languages: LanguageView
  readonly onLanguages: (languages: LanguageView) => void
  readonly brackets: number
  readonly onShowBrackets: () => void
}) {
  const { t, say } = useWords()
  const { room, dialogueId } = useDialogue()
  const may = useMay()
  const [issuing, setIssuing] = useState(false)
  const { proposal } = props
  const session = openSession(room.sessions)
  const last = proposal.revisions.at(-1)
  return (
    <div className={styles['head']}>
      <div className={styles['headWords']}>
        <h2 className={styles['title']}>{say(proposal.title)}</h2>
        <span className="small muted">
          {t(($) => $.terms.proposalKind[proposal.kind])}
          {' · '}
          {last === undefined
            ? t(($) => $.room.texts.draft)
            : t(($) => $.room.texts.revision, { number: last.number })}
        </span>
        {session !== undefined && (
          <span className="small muted" data-phase={session.phase}>
            {t(($) => $.sessions.phase[session.phase])}
          </span>
        )}
      </div>
      <div className={styles['headTools']}>
        <Link
          className={styles['toColumns']}
          to="/dialogues/$dialogueId/comparison"
          params={{ dialogueId }}
          search={{ text: proposal.id }}
        >
          {t(($) => $.comparison.open)}
        </Link>
        <BracketsButton count={props.brackets} onPress={props.onShowBrackets} />
        {may('proposals/issue-revision') && (
          <Button size="small" kind="quiet" onPress={() => setIssuing(true)}>
            {t(($) => $.room.texts.issueRevision)}
          </Button>
        )}
        <Segmented
          label={t(($) => $.room.view.label)}
          value={props.languages}
          onChange={props.onLanguages}
          choices={LANGUAGE_VIEWS.map((id) => ({ id, label: t(($) => $.room.view[id]) }))}
        />
        <ExportText proposal={proposal} />
        <MarkTerms />
        <ConcordanceSummary views={props.views} onSelect={props.onSelect} />
      </div>
      {issuing && <IssueRevision proposal={proposal} onClose={() => setIssuing(false)} />}
    </div>
  )
}

/** Drawn anew only when something of this clause has changed, so that typing stays light in a long text. */
const Entry = memo(function Entry(props: {
  readonly view: ClauseView
  readonly rights: TextRights | undefined
  /** Whether the phase allows that ballots are opened. */
  readonly mayBallot: boolean
  readonly proposal: Proposal
  readonly languages: LanguageView
  readonly isSelected: boolean
  readonly cell: RoomTexts['cell']
  readonly pointed: PointedAt | undefined
  readonly onSelect: (clauseId: string) => void
  readonly onShowClause: () => void
  readonly onAddAfter: (clauseId: string) => void
}) {
  const { t } = useWords()
  const may = useMay()
  const [ballot, setBallot] = useState(false)
  const nameOf = useClauseName()
  const [focus, setFocus] = useState<FocusPlace & { readonly language: Language }>()
  const [spot] = useState(createSpot)
  const { view, isSelected } = props
  const { clause, words } = view
  const hash = ballot ? view.hash() : undefined
  const rights = props.rights ?? NO_RIGHTS
  // That a clause is locked is told by its ballot already.
  const reason =
    rights.write === 'yes' || clause.lock !== null ? undefined : readOnlyReason(rights.code)
  const name = nameOf(view.place)
  const cell = (language: Language) => (
    <div
      onMouseDown={({ clientX, clientY }) => {
        if (!isSelected) setFocus({ language, left: clientX, top: clientY })
      }}
      onClick={({ target }) => {
        if (rights.write !== 'no') spot.open(clickedIn(target as Element))
      }}
    >
      {props.cell({
        clauseId: clause.id,
        language,
        name,
        isSelected,
        mayWrite: rights.write !== 'no',
        focusAt: focus?.language === language ? focus : undefined,
        spot: isSelected ? spot : undefined,
        pointed: props.pointed?.language === language ? props.pointed : undefined,
      })}
    </div>
  )
  const mayOpen = may('agreement/open-ballot') && clause.lock === null && !clause.withdrawn
  return (
    <>
      <ClauseRow
        view={view}
        proposal={props.proposal}
        languages={props.languages}
        isSelected={isSelected}
        onSelect={() => props.onSelect(clause.id)}
        onAddAfter={() => props.onAddAfter(clause.id)}
        en={cell('en')}
        zh={cell('zh')}
        notes={<TabledNote clauseId={clause.id} />}
        below={
          <>
            {rights.write !== 'no' && (
              <BracketStrip clauseId={clause.id} words={words} spot={spot} />
            )}
            <DraftDesk
              proposalId={props.proposal.id}
              view={view}
              name={name}
              languages={props.languages}
            />
          </>
        }
        actions={
          <>
            {mayOpen && (
              <Button size="small" isDisabled={!props.mayBallot} onPress={() => setBallot(true)}>
                {t(($) => $.ballots.open)}
              </Button>
            )}
            {mayOpen && !props.mayBallot && (
              <span className="small muted">{t(($) => $.sessions.phase.noBallots)}</span>
            )}
            <span className={styles['toClause']}>
              <Button size="small" onPress={props.onShowClause}>
                {t(($) => $.room.tabs.positions)} ›
              </Button>
            </span>
            {reason !== undefined && (
              <span className="small muted">{t(($) => $.room.readOnly[reason])}</span>
            )}
          </>
        }
      />
      {ballot && words !== undefined && hash !== undefined && (
        <OpenBallot
          clauseId={clause.id}
          name={name}
          words={words}
          hash={hash}
          brackets={view.brackets}
          isConcordant={view.concordance.is === 'confirmed'}
          concordance={<SinceConfirmed clauseId={clause.id} stamp={words} />}
          onOpened={() => setBallot(false)}
          onClose={() => setBallot(false)}
        />
      )}
    </>
  )
})

const NO_RIGHTS: TextRights = { read: false, write: 'no', code: 'text/unknown' }

const REASONS = [
  'text/locked',
  'text/withdrawn',
  'text/not-a-drafter',
  'text/drafting-group',
  'text/of-the-bureau',
  'text/phase-review',
  'text/phase-read-only',
] as const

function readOnlyReason(code: string) {
  return REASONS.find((known) => known === code)
}
