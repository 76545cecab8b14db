import { readAgreementEvent, type BallotResult } from '#shared/agreement'
import type { Bilingual } from '#shared/kernel'
import {
  NO_PROPOSALS,
  clausePlaces,
  evolveProposals,
  findClause,
  readProposalEvent,
  type ClausePlace,
  type Proposals,
} from '#shared/proposals'
import type { RecordedEvent } from '#shared/record'
import { NO_SESSIONS, evolveSessions, readSessionEvent, type Session } from '#shared/sessions'
import { readOutcomeEvent } from './events.ts'
import { MINUTES } from './minutes-words.ts'

/** A clause of the minutes, in both languages. */
export interface MinutesClause {
  readonly kind: 'heading' | 'operative'
  readonly level: number
  readonly words: Bilingual
}

/** How many clauses of a text have other words at the end of a session than at its beginning. */
export interface ChangedWords {
  readonly proposalId: string
  readonly clauses: number
}

/** The minutes of a session: a title and clauses, to be edited as a text. */
export interface Minutes {
  readonly title: Bilingual
  readonly clauses: readonly MinutesClause[]
}

/**
 * Assembles the minutes of a session from the room's stream (SE19): its times, agenda, phases and breaks,
 * the texts that changed, and what was decided, each ballot by its result. Who did or said something, and
 * on which side, has no place in them: no event's actor, account or delegation is looked at.
 */
export function assembleMinutes(
  events: readonly RecordedEvent[],
  sessionId: string,
  changed: readonly ChangedWords[],
): Minutes | undefined {
  const gathering = new Gathering(sessionId)
  for (const event of events) gathering.take(event)
  return gathering.minutes(changed)
}

/** Gathers what the minutes say while the record passes by. */
class Gathering {
  #proposals: Proposals = NO_PROPOSALS
  #sessions = NO_SESSIONS
  readonly #sessionId: string
  #from: string | null = null
  #to: string | null = null
  readonly #references = new Map<string, string>()
  readonly #course: Bilingual[] = []
  readonly #texts: Bilingual[] = []
  readonly #counts = new Map<string, { added: number; withdrawn: number }>()
  readonly #ballots = new Map<
    string,
    { number: number; place: Bilingual; words: Bilingual | null }
  >()
  readonly #decisions: (Bilingual | { readonly ballotId: string })[] = []

  constructor(sessionId: string) {
    this.#sessionId = sessionId
  }

  take(event: RecordedEvent): void {
    this.#takeSession(event)
    this.#takeProposal(event)
    this.#takeAgreement(event)
    const outcome = readOutcomeEvent(event.type, event.payload)
    if (outcome?.type === 'OutcomeAssembled') {
      this.#references.set(outcome.payload.id, outcome.payload.reference)
    }
    if (outcome?.type === 'OutcomePublished' && this.#isOpen()) {
      const reference = this.#references.get(outcome.payload.outcomeId) ?? ''
      this.#decisions.push(MINUTES.published(reference))
    }
  }

  minutes(changed: readonly ChangedWords[]): Minutes | undefined {
    const session = this.#sessions.list.find(({ id }) => id === this.#sessionId)
    if (session === undefined || this.#from === null) return undefined
    const { number, title } = session
    const clauses = [
      ...section(MINUTES.course, [
        MINUTES.session(number, title, this.#from, this.#to),
        ...this.#course,
      ]),
      ...section(MINUTES.agenda, agendaWords(session)),
      ...section(MINUTES.texts, [...this.#texts, ...this.#countWords(changed)]),
      ...section(MINUTES.decisions, this.#decisionWords()),
    ]
    return { title: MINUTES.title(number), clauses }
  }

  #isOpen(): boolean {
    return this.#from !== null && this.#to === null
  }

  #takeSession(event: RecordedEvent): void {
    const session = readSessionEvent(event.type, event.payload)
    if (session === undefined) return
    this.#sessions = evolveSessions(this.#sessions, session, event)
    const { at } = event
    const own = 'sessionId' in session.payload && session.payload.sessionId === this.#sessionId
    if (own && session.type === 'SessionOpened') this.#from = at
    if (own && session.type === 'SessionClosed') this.#to = at
    if (!this.#isOpen()) return
    if (own && session.type === 'PhaseChanged') {
      this.#course.push(MINUTES.phase(session.payload.phase, at))
    }
    if (own && session.type === 'BreakAnnounced') {
      this.#course.push(MINUTES.pause(at, session.payload.until))
    }
    if (session.type === 'GroupReported') {
      const { groupId, report } = session.payload
      const group = this.#sessions.groups.find(({ id }) => id === groupId)
      if (group !== undefined) this.#course.push(MINUTES.group(group.title, report))
    }
  }

  #takeProposal(event: RecordedEvent): void {
    const proposal = readProposalEvent(event.type, event.payload)
    if (proposal === undefined) return
    this.#proposals = evolveProposals(this.#proposals, proposal, event)
    if (!this.#isOpen()) return
    const { type, payload } = proposal
    if (type === 'ProposalOpened') this.#texts.push(MINUTES.opened(payload.title))
    if (type === 'RevisionIssued') {
      const title = this.#titleOf(payload.proposalId)
      this.#texts.push(MINUTES.revision(title, payload.number, event.at))
    }
    if (type !== 'ClausesAdded' && type !== 'ClauseWithdrawn') return
    const count = this.#counts.get(payload.proposalId) ?? { added: 0, withdrawn: 0 }
    this.#counts.set(payload.proposalId, count)
    if (type === 'ClausesAdded') count.added += payload.clauses.length
    else count.withdrawn += 1
  }

  #takeAgreement(event: RecordedEvent): void {
    const ballot = readAgreementEvent(event.type, event.payload)
    if (ballot?.type === 'BallotOpened') {
      const { id, number, clauseId, printed } = ballot.payload
      const place = this.#place(
        clauseId,
        printed.find((one) => one.clauseId === clauseId),
      )
      this.#ballots.set(id, { number, place, words: null })
      if (this.#isOpen()) this.#decisions.push({ ballotId: id })
    }
    if (ballot?.type === 'BallotClosed') {
      const { ballotId, result, answers } = ballot.payload
      const known = this.#ballots.get(ballotId)
      if (known === undefined) return
      const reserved = answers.some(({ answer }) => answer === 'reserve')
      const standing: BallotResult | 'reserved' =
        result === 'agreed' && reserved ? 'reserved' : result
      const words = MINUTES.ballot(known.number, known.place, standing)
      const isListed = this.#decisions.some((d) => 'ballotId' in d && d.ballotId === ballotId)
      if (isListed && this.#isOpen()) known.words = words
      else if (this.#isOpen()) this.#decisions.push(words)
    }
    if (!this.#isOpen()) return
    if (ballot?.type === 'AdReferendumConfirmed' || ballot?.type === 'AdReferendumLapsed') {
      const number = this.#ballots.get(ballot.payload.ballotId)?.number ?? 0
      const say = ballot.type === 'AdReferendumLapsed' ? MINUTES.lapsed : MINUTES.confirmed
      this.#decisions.push(say(number))
    }
  }

  #decisionWords(): Bilingual[] {
    const said = this.#decisions.flatMap((decision) => {
      if (!('ballotId' in decision)) return [decision]
      const ballot = this.#ballots.get(decision.ballotId)
      if (ballot === undefined) return []
      return [ballot.words ?? MINUTES.ballotOpen(ballot.number, ballot.place)]
    })
    return said.length === 0 ? [MINUTES.nothing] : said
  }

  #countWords(changed: readonly ChangedWords[]): Bilingual[] {
    return this.#proposals.list.flatMap(({ id, title }) => {
      const count = this.#counts.get(id)
      const words = changed.find(({ proposalId }) => proposalId === id)?.clauses ?? 0
      return [
        ...(count === undefined ? [] : [MINUTES.clauses(title, count.added, count.withdrawn)]),
        ...(words === 0 ? [] : [MINUTES.words(title, words)]),
      ]
    })
  }

  #titleOf(proposalId: string): Bilingual {
    return this.#proposals.list.find(({ id }) => id === proposalId)?.title ?? { en: '', zh: '' }
  }

  /** A clause as it was printed when the ballot was opened, or as it stands where that was not kept (AG19). */
  #place(clauseId: string, printed: ClausePlace | undefined): Bilingual {
    const found = findClause(this.#proposals, clauseId)
    if (found === undefined) return { en: '', zh: '' }
    const { proposal } = found
    return MINUTES.clause(printed ?? clausePlaces(proposal).get(clauseId), proposal.title)
  }
}

function section(title: Bilingual, paragraphs: readonly Bilingual[]): MinutesClause[] {
  if (paragraphs.length === 0) return []
  const body = paragraphs.map((words) => ({ kind: 'operative' as const, level: 1, words }))
  return [{ kind: 'heading', level: 1, words: title }, ...body]
}

function agendaWords(session: Session): Bilingual[] {
  return session.agenda.map(({ title, minutes, startedAt, finishedAt }) =>
    startedAt === null
      ? MINUTES.notTakenUp(title)
      : MINUTES.item(title, minutes, startedAt, finishedAt),
  )
}
