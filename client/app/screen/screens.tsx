import { useClauseName } from '../../platform/record/clause-name.ts'
import type { Ballot } from '#shared/agreement'
import { LANGUAGES, type Bilingual } from '#shared/kernel'
import { clausePlaces, findClause } from '#shared/proposals'
import { pauseAt, speakersOrder, timedAgenda } from '#shared/sessions'
import { Deadline } from '../../agreement/instants.tsx'
import { LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { hasWords } from '../../platform/i18n/Said.tsx'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { clock, useNow } from '../../platform/time/index.ts'
import { FloorClock } from '../../sessions/FloorClock.tsx'
import { timeOfDay, timeOrDay } from '../../sessions/instants.ts'
import { EmptyState } from '../../ui/blocks.tsx'
import { classes } from '../../ui/classes.ts'
import { Chip, Party } from '../../ui/marks.tsx'
import styles from './screen.module.css'
import { useOpenSession } from './use-screen.ts'

/** Both languages side by side, of equal size; the same words once where only one is written. */
function Both(props: { readonly words: Bilingual }) {
  return (
    <span className={styles['both']}>
      {LANGUAGES.map((language) => (
        <span key={language} lang={LANGUAGE_TAGS[language]}>
          {props.words[language]}
        </span>
      ))}
    </span>
  )
}

/** The agenda with its times, large. */
export function AgendaScreen() {
  const { t, language } = useWords()
  const { serverOffset } = useDialogue()
  const now = useNow(serverOffset)
  const session = useOpenSession()
  if (session === undefined) return <EmptyState title={t(($) => $.sessions.screen.noAgenda)} />
  return (
    <ol className={styles['list']} aria-label={t(($) => $.room.agenda.title)}>
      {timedAgenda(session, new Date(now).toISOString()).map(({ item, plannedAt, over }) => (
        <li
          key={item.id}
          className={classes(
            styles['row'],
            item.status === 'current' && styles['now'],
            item.status === 'done' && styles['done'],
          )}
          {...(item.status === 'current' ? { 'aria-current': 'step' as const } : {})}
        >
          <span className={styles['clock']}>{timeOfDay(plannedAt, language)}</span>
          <Both words={item.title} />
          <span className={styles['clock']}>
            {over > 0
              ? `+${clock(over)}`
              : t(($) => $.room.agenda.minutes, { count: item.minutes })}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Who speaks, who comes next, and the total times of the delegations. */
export function SpeakersScreen() {
  const { t, say } = useWords()
  const { room, parties, serverOffset } = useDialogue()
  const now = useNow(serverOffset)
  const session = useOpenSession()
  if (session === undefined) return <EmptyState title={t(($) => $.sessions.screen.noAgenda)} />
  const { floor, spoken } = session
  const nameOf = (accountId: string) => {
    const member = room.dialogue.members[accountId]
    return member === undefined ? '' : say(member.name)
  }
  const partyOf = (delegationId: string) => parties.find(({ id }) => id === delegationId)
  const running = floor === null ? 0 : Math.max(0, now - Date.parse(floor.since))
  const order = speakersOrder(session)
  return (
    <>
      {floor !== null && (
        <p className={styles['speaker']}>
          <strong>{nameOf(floor.accountId)}</strong>{' '}
          <Party tone={partyOf(floor.delegationId)?.tone ?? 'a'}>
            {partyOf(floor.delegationId)?.label}
          </Party>{' '}
          <span className={styles['huge']}>
            <FloorClock session={session} floor={floor} />
          </span>
        </p>
      )}
      {order.length === 0 && floor === null && (
        <EmptyState title={t(($) => $.sessions.screen.nobody)} />
      )}
      <ol className={styles['list']} aria-label={t(($) => $.room.speakers.title)}>
        {order.map((request, index) => (
          <li key={request.id} className={styles['row']}>
            <span className={styles['clock']}>{index + 1}</span>
            <span>
              {nameOf(request.accountId)}{' '}
              <Party tone={partyOf(request.delegationId)?.tone ?? 'a'}>
                {partyOf(request.delegationId)?.label}
              </Party>
            </span>
            <span>{request.kind === 'point-of-order' && t(($) => $.room.pointOfOrder)}</span>
          </li>
        ))}
      </ol>
      <p className={styles['totals']}>
        {parties.map(({ id, tone, label }) => (
          <span key={id}>
            <Party tone={tone}>{t(($) => $.terms.delegation, { label })}</Party>{' '}
            <span className={styles['clock']}>
              {clock((spoken[id] ?? 0) + (floor?.delegationId === id ? running : 0))}
            </span>
          </span>
        ))}
      </p>
    </>
  )
}

/** How long the break lasts yet, as large as can be. */
export function BreakScreen() {
  const { t, language } = useWords()
  const { serverOffset } = useDialogue()
  const now = useNow(serverOffset)
  const session = useOpenSession()
  const pause = session && pauseAt(session, new Date(now).toISOString())
  if (pause == null) return <EmptyState title={t(($) => $.sessions.screen.noBreak)} />
  return (
    <div className={styles['middle']}>
      <p className={styles['name']}>
        {t(($) => $.sessions.pause.ends, { time: timeOrDay(pause.until, now, language) })}
      </p>
      <p className={styles['giant']} role="timer">
        {clock(Date.parse(pause.until) - now)}
      </p>
      {hasWords(pause.note) && (
        <p className={styles['name']}>
          <Both words={pause.note} />
        </p>
      )}
    </div>
  )
}

/** The ballots that are open, each with its clause and how far it is. */
export function BallotScreen() {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const nameOf = useClauseName()
  const open = room.agreement.ballots.filter(({ status }) => status.state === 'open')
  const shown = open.length > 0 ? open : room.agreement.ballots.slice(-1)
  if (shown.length === 0) return <EmptyState title={t(($) => $.sessions.screen.noBallot)} />
  return (
    <>
      {shown.map((ballot) => {
        const place = findClause(room.proposals, ballot.clauseId)
        return (
          <section key={ballot.id}>
            <h1 className={styles['name']}>
              {nameOf(place && clausePlaces(place.proposal).get(ballot.clauseId))}
              <span className={styles['of']}> · {place && say(place.proposal.title)}</span>
            </h1>
            <BallotLine ballot={ballot} />
          </section>
        )
      })}
    </>
  )
}

/** Where a ballot stands, in one line. */
export function BallotLine(props: { readonly ballot: Ballot }) {
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
          <span className={styles['chips']}>
            <Chip tone="accent" sign="▣">
              {t(($) =>
                ballot.secrecy === 'sealed' ? $.ballots.stateSealed : $.ballots.stateOpen,
              )}
            </Chip>
          </span>
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
