import { Link } from '@tanstack/react-router'
import type { Ballot } from '#shared/agreement'
import { LANGUAGES, type Language } from '#shared/kernel'
import { clauseNumbers } from '#shared/proposals'
import { openSession, type Session } from '#shared/sessions'
import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useCallback, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import { Deadline } from '../../agreement/instants.tsx'
import { LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { bracketLabels } from '../../platform/record/labels.ts'
import { clock, useNow } from '../../platform/time/index.ts'
import { useBracketSpans } from '../../proposals/bracket-spans.ts'
import { viewClause } from '../../proposals/clause-view.ts'
import { ClauseText } from '../../proposals/editor/index.ts'
import { StatusChip } from '../../proposals/StatusChip.tsx'
import { AgendaTimer } from '../../sessions/PhaseRibbon.tsx'
import { EmptyState } from '../../ui/blocks.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { Chip, Party } from '../../ui/marks.tsx'
import { useConnected } from '../dialogue/connection.ts'
import { useTextWords } from '../room/use-text-words.ts'
import { clauseAtIssue, neighbour, type AtIssue } from './at-issue.ts'
import styles from './screen.module.css'

/** The view for the projector: what everyone in the room may see, large, and nothing else. */
export function ScreenPage(props: {
  readonly clause: string | undefined
  readonly onShow: (clauseId: string) => void
}) {
  const { t, say } = useWords()
  const { dialogueId, room } = useDialogue()
  const at = clauseAtIssue(room, props.clause)
  const session = openSession(room.sessions)
  return (
    <main className={styles['screen']}>
      <header className={styles['head']}>
        <span className={styles['title']}>
          {say(room.dialogue.title)}
          {session !== undefined && ` · ${t(($) => $.room.session, { number: session.number })}`}
        </span>
        {session !== undefined && <Clocks session={session} />}
        <nav className={styles['nav']}>
          {at !== undefined && <Steps at={at} onShow={props.onShow} />}
          <Link
            to="/dialogues/$dialogueId/room"
            params={{ dialogueId }}
            className={styles['leave']}
            aria-label={t(($) => $.chair.screen.leave)}
          >
            <X size={18} aria-hidden="true" />
          </Link>
        </nav>
      </header>
      {at === undefined ? (
        <EmptyState title={t(($) => $.chair.screen.waiting)} />
      ) : (
        <ClauseAtIssue key={at.proposal.id} at={at} />
      )}
    </main>
  )
}

function Steps(props: { readonly at: AtIssue; readonly onShow: (clauseId: string) => void }) {
  const { t } = useWords()
  const { at, onShow } = props
  const before = neighbour(at, -1)
  const after = neighbour(at, 1)
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => {
      const to = key === 'ArrowLeft' ? before : key === 'ArrowRight' ? after : undefined
      if (to !== undefined) onShow(to)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [before, after, onShow])
  const step = (to: string | undefined, label: string, sign: ReactNode) => (
    <IconButton
      label={label}
      isDisabled={to === undefined}
      onPress={() => {
        if (to !== undefined) onShow(to)
      }}
    >
      {sign}
    </IconButton>
  )
  return (
    <>
      {step(
        before,
        t(($) => $.chair.screen.previous),
        <ChevronLeft size={18} aria-hidden="true" />,
      )}
      {step(
        after,
        t(($) => $.chair.screen.next),
        <ChevronRight size={18} aria-hidden="true" />,
      )}
    </>
  )
}

function Clocks(props: { readonly session: Session }) {
  const { t } = useWords()
  const { parties, serverOffset } = useDialogue()
  const now = useNow(serverOffset)
  const { phase, phaseSince, floor } = props.session
  const party = parties.find(({ id }) => id === floor?.delegationId)
  return (
    <div className={styles['clocks']}>
      <span>
        {t(($) => $.terms.phase[phase])}{' '}
        {phaseSince !== null && (
          <span className={styles['clock']}>{clock(now - Date.parse(phaseSince))}</span>
        )}
      </span>
      <span>
        {floor === null || party === undefined ? (
          <span className="muted">{t(($) => $.chair.screen.nobody)}</span>
        ) : (
          <>
            {t(($) => $.chair.screen.floor)}{' '}
            <Party tone={party.tone}>{t(($) => $.terms.delegation, { label: party.label })}</Party>{' '}
            <span className={styles['clock']}>{clock(now - Date.parse(floor.since))}</span>
          </>
        )}
      </span>
      <AgendaTimer session={props.session} />
    </div>
  )
}

function ClauseAtIssue(props: { readonly at: AtIssue }) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const { proposal, clause } = props.at
  const { words } = useTextWords(proposal.id)
  const labels = useMemo(() => bracketLabels(room.dialogue), [room.dialogue])
  const number = clauseNumbers(proposal).get(clause.id)
  const view = viewClause(clause, number, words(clause.id), room.agreement, labels)
  const ballot = view.openBallot ?? view.ballot
  return (
    <>
      <div className={styles['about']}>
        <h1 className={styles['name']}>
          {number === undefined
            ? t(($) => $.terms.clauseKind[clause.kind])
            : t(($) => $.votes.clause, { number })}
          <span className={styles['of']}> · {say(proposal.title)}</span>
        </h1>
        <StatusChip view={view} />
      </div>
      <div className={styles['words']}>
        {LANGUAGES.map((language) => (
          <Side key={language} clauseId={clause.id} language={language} />
        ))}
      </div>
      {ballot !== undefined && <BallotLine ballot={ballot} />}
    </>
  )
}

function Side(props: { readonly clauseId: string; readonly language: Language }) {
  const { texts: provider } = useConnected()
  const decorate = useBracketSpans()
  const { clauseId, language } = props
  const doc = useSyncExternalStore(
    useCallback((listener: () => void) => provider.subscribe(listener), [provider]),
    useCallback(() => provider.text(clauseId)?.doc, [provider, clauseId]),
  )
  return (
    <div className={styles['side']} lang={LANGUAGE_TAGS[language]}>
      {doc !== undefined && (
        <ClauseText
          doc={doc}
          language={language}
          decorate={decorate}
          lang={LANGUAGE_TAGS[language]}
        />
      )}
    </div>
  )
}

function BallotLine(props: { readonly ballot: Ballot }) {
  const { t } = useWords()
  const { parties } = useDialogue()
  const { ballot } = props
  const { status, number, kind } = ballot
  return (
    <footer className={styles['ballot']}>
      <strong>{t(($) => $.chair.screen.ballot, { number })}</strong>
      <span>
        {kind === 'package' ? t(($) => $.votes.packageKind) : t(($) => $.terms.ballotKind[kind])}
      </span>
      {status.state === 'open' ? (
        <>
          <Chip tone="accent" sign="▣">
            {t(($) => (ballot.secrecy === 'sealed' ? $.ballots.stateSealed : $.ballots.stateOpen))}
          </Chip>
          {kind !== 'double-blind' && kind !== 'silence' && (
            <span>
              {t(($) => $.chair.screen.answered, {
                count: status.answered.length,
                total: ballot.roll.length,
              })}
            </span>
          )}
          {ballot.closesAt !== null && (
            <Deadline label={t(($) => $.votes.closesAt)} instant={ballot.closesAt} />
          )}
        </>
      ) : (
        <>
          <span>{t(($) => $.ballots.result[status.result])}</span>
          {status.answers.map(({ delegationId, answer }) => {
            const party = parties.find(({ id }) => id === delegationId)
            return (
              party !== undefined && (
                <span key={delegationId}>
                  <Party tone={party.tone}>{party.label}</Party> {t(($) => $.terms.answer[answer])}
                </span>
              )
            )
          })}
        </>
      )}
    </footer>
  )
}
