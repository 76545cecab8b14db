import type { Dialogue } from '#shared/dialogues'
import {
  accept,
  bilingualSchema,
  hashSchema,
  idSchema,
  refuse,
  type Context,
  type Decision,
} from '#shared/kernel'
import type { Step } from '#shared/record'
import type { Sessions } from '#shared/sessions'
import * as z from 'zod'
import { proposalDraft } from './events.ts'
import {
  PROPOSAL_KINDS,
  clauseNumbers,
  findClause,
  type Clause,
  type Proposal,
  type Proposals,
} from './model.ts'
import { structureRefusal } from './structure.ts'
import {
  CLAUSE_KINDS,
  runsSchema,
  type ClauseKind,
  type Runs,
  type Words,
  type WordsAtHand,
  type WordsNeeded,
} from './words.ts'

const clauseShape = { kind: z.enum(CLAUSE_KINDS), level: z.int().min(1).max(6) }
const ofClause = { clauseId: idSchema }

/** The most clauses a proposal can have; the largest text we know of has about 400. */
const MOST_CLAUSES = 2000

const newClauses = z.array(z.strictObject({ ...clauseShape, runs: runsSchema })).max(MOST_CLAUSES)

/** The commands of this room, by operation. */
export const PROPOSAL_COMMANDS = {
  'proposals/open': z.strictObject({
    title: bilingualSchema,
    kind: z.enum(PROPOSAL_KINDS),
    topicId: idSchema.nullable(),
    /** The session whose minutes it is to hold. */
    sessionId: idSchema.nullable().default(null),
    /** Its first clauses, added in the same step. */
    clauses: newClauses.default([]),
  }),
  'proposals/add-clauses': z.strictObject({
    proposalId: idSchema,
    afterId: idSchema.nullable(),
    clauses: newClauses.min(1),
  }),
  'proposals/move-clause': z.strictObject({ ...ofClause, afterId: idSchema.nullable() }),
  'proposals/withdraw-clause': z.strictObject(ofClause),
  'proposals/restore-clause': z.strictObject(ofClause),
  'proposals/change-clause': z.strictObject({ ...ofClause, ...clauseShape }),
  'proposals/confirm-concordance': z.strictObject({
    ...ofClause,
    hashes: z.strictObject({ en: hashSchema, zh: hashSchema }),
  }),
  'proposals/issue-revision': z.strictObject({
    proposalId: idSchema,
    note: z.strictObject({ en: z.string().max(2000), zh: z.string().max(2000) }),
  }),
}

type Commands = typeof PROPOSAL_COMMANDS

/** A command of this room with its payload. */
export type ProposalCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** What a decision does to a text, in the same transaction as its events. */
export type TextEffect =
  | {
      readonly type: 'text/create'
      readonly textId: string
      readonly groupId: string
      readonly audience: string
      readonly runs: Runs
    }
  /** Makes a text whose first words are another's as they stand. */
  | {
      readonly type: 'text/fork'
      readonly textId: string
      readonly fromId: string
      readonly groupId: string
      readonly audience: string
    }
  /** Shows a private text to everyone and closes it for good, in one step. */
  | { readonly type: 'text/table'; readonly textId: string; readonly audience: string }
  | { readonly type: 'text/lock'; readonly textId: string }
  | { readonly type: 'text/unlock'; readonly textId: string }
  | { readonly type: 'text/rebuild'; readonly textId: string }
  /** Puts other words in the place of a locked text's, in a fresh document; the lock stays. */
  | { readonly type: 'text/replace'; readonly textId: string; readonly runs: Runs }

/** A clause of a revision with its exact words, as it is kept. */
export interface RevisionClause {
  readonly clauseId: string
  readonly kind: ClauseKind
  readonly level: number
  /** What is printed before it; `null` for what carries no number. */
  readonly printed: string | null
  readonly hash: string
  readonly words: Words
}

/** Keeps the words of a revision, in the same transaction as its event (PR8). */
export interface RevisionEffect {
  readonly type: 'revision/keep'
  readonly proposalId: string
  readonly number: number
  readonly clauses: readonly RevisionClause[]
}

/** What this room's rules look at. */
export interface ProposalsView {
  readonly dialogue: Dialogue
  readonly sessions: Sessions
  readonly proposals: Proposals
}

/** Which words a command of this room needs at hand. */
export function wordsForProposals(view: ProposalsView, command: ProposalCommand): WordsNeeded {
  switch (command.type) {
    case 'proposals/confirm-concordance':
      return { hold: [command.payload.clauseId] }
    case 'proposals/issue-revision': {
      const proposal = findProposal(view.proposals, command.payload.proposalId)
      return { hold: proposal?.clauses.filter((c) => !c.withdrawn).map(({ id }) => id) ?? [] }
    }
    default:
      return {}
  }
}

/** Decides a command of this room (PR1–PR8). */
export function decideProposals(
  view: ProposalsView,
  command: ProposalCommand,
  context: Context,
  words: WordsAtHand,
): Decision<Step<TextEffect | RevisionEffect>> {
  switch (command.type) {
    case 'proposals/open':
      return open(view, command.payload, context)
    case 'proposals/add-clauses':
      return addClauses(view, command.payload, context)
    case 'proposals/issue-revision':
      return issueRevision(view, command.payload, words)
    default: {
      const found = findClause(view.proposals, command.payload.clauseId)
      if (found === undefined) return refuse('proposals/unknown-clause')
      return decideClause(view, found.proposal, found.clause, command, words, context.actor)
    }
  }
}

/** Opens a text, with its first clauses where it has some: both or neither (PR1, SE25). */
function open(
  view: ProposalsView,
  payload: z.infer<Commands['proposals/open']>,
  context: Context,
): Decision<Step<TextEffect>> {
  const { clauses, ...rest } = payload
  const { kind, sessionId } = rest
  if (sessionId !== null) {
    const session = view.sessions.list.find(({ id }) => id === sessionId)
    if (session === undefined) return refuse('sessions/unknown-session')
    const held = session.status === 'open' || session.status === 'closed'
    if (!held || kind !== 'rapporteurs-report') return refuse('proposals/no-minutes')
    if (view.proposals.list.some((proposal) => proposal.sessionId === sessionId)) {
      return refuse('proposals/minutes-there')
    }
  }
  const id = context.newId()
  const event = proposalDraft('room', 'ProposalOpened', { id, ...rest })
  if (clauses.length === 0) return accept({ events: [event], result: { id } })
  const opened = { id, ...rest, clauses: [], revisions: [] }
  const proposals = { list: [...view.proposals.list, opened] }
  const added = addClauses(
    { ...view, proposals },
    { proposalId: id, afterId: null, clauses },
    context,
  )
  if (!added.ok) return added
  return accept({ ...added.value, events: [event, ...added.value.events], result: { id } })
}

/** Adds clauses after one of a text's, or at its beginning, with the texts that hold their words (PR1, PR4). */
export function addClauses(
  view: ProposalsView,
  payload: z.infer<Commands['proposals/add-clauses']>,
  context: Context,
): Decision<Step<TextEffect>> {
  const proposal = findProposal(view.proposals, payload.proposalId)
  if (proposal === undefined) return refuse('proposals/unknown-proposal')
  const refusal = structureRefusal(view, proposal, null, context.actor)
  if (refusal !== undefined) return refuse(refusal)
  const { afterId } = payload
  if (afterId !== null && !proposal.clauses.some(({ id }) => id === afterId)) {
    return refuse('proposals/unknown-clause')
  }
  if (proposal.clauses.length + payload.clauses.length > MOST_CLAUSES) {
    return refuse('proposals/too-many-clauses', { most: MOST_CLAUSES })
  }
  const clauses = payload.clauses.map((clause) => ({ id: context.newId(), ...clause }))
  const event = proposalDraft('room', 'ClausesAdded', {
    proposalId: proposal.id,
    afterId,
    clauses: clauses.map(({ id, kind, level }) => ({ id, kind, level })),
  })
  const effects = clauses.map(({ id, runs }) => ({
    type: 'text/create' as const,
    textId: id,
    groupId: proposal.id,
    audience: 'room',
    runs,
  }))
  return accept({ events: [event], effects, result: { ids: clauses.map(({ id }) => id) } })
}

type OfOneClause = Exclude<
  ProposalCommand,
  { type: 'proposals/open' | 'proposals/add-clauses' | 'proposals/issue-revision' }
>

function decideClause(
  view: ProposalsView,
  proposal: Proposal,
  clause: Clause,
  command: OfOneClause,
  words: WordsAtHand,
  actor: string,
): Decision<Step<TextEffect>> {
  const place = { proposalId: proposal.id, clauseId: clause.id }
  const refusal = structureRefusal(view, proposal, clause.id, actor)
  if (command.type !== 'proposals/confirm-concordance' && refusal !== undefined) {
    return refuse(refusal)
  }
  switch (command.type) {
    case 'proposals/move-clause': {
      const { afterId } = command.payload
      if (afterId === clause.id) return accept({ events: [] })
      if (clause.lock !== null) return refuse('proposals/clause-locked')
      if (afterId !== null && !proposal.clauses.some(({ id }) => id === afterId)) {
        return refuse('proposals/unknown-clause')
      }
      return accept({ events: [proposalDraft('room', 'ClauseMoved', { ...place, afterId })] })
    }
    case 'proposals/withdraw-clause':
      if (clause.lock !== null) return refuse('proposals/clause-locked')
      if (clause.withdrawn) return accept({ events: [] })
      return accept({ events: [proposalDraft('room', 'ClauseWithdrawn', place)] })
    case 'proposals/restore-clause':
      if (!clause.withdrawn) return accept({ events: [] })
      return accept({ events: [proposalDraft('room', 'ClauseRestored', place)] })
    case 'proposals/change-clause': {
      if (clause.lock !== null) return refuse('proposals/clause-locked')
      const { kind, level } = command.payload
      if (clause.kind === kind && clause.level === level) return accept({ events: [] })
      return accept({ events: [proposalDraft('room', 'ClauseChanged', { ...place, kind, level })] })
    }
    case 'proposals/confirm-concordance': {
      const now = words.get(clause.id)
      if (now === undefined) return refuse('proposals/unknown-clause')
      const { hashes } = command.payload
      if (now.languageHashes.en !== hashes.en || now.languageHashes.zh !== hashes.zh) {
        return refuse('proposals/words-changed')
      }
      if (now.words.en.trim() === '' || now.words.zh.trim() === '') {
        return refuse('proposals/language-missing')
      }
      const event = proposalDraft('room', 'ConcordanceConfirmed', { ...place, hashes })
      return accept({ events: [event] })
    }
  }
}

function issueRevision(
  view: ProposalsView,
  { proposalId, note }: z.infer<Commands['proposals/issue-revision']>,
  words: WordsAtHand,
): Decision<Step<RevisionEffect>> {
  const proposal = findProposal(view.proposals, proposalId)
  if (proposal === undefined) return refuse('proposals/unknown-proposal')
  const printed = clauseNumbers(proposal)
  const kept = proposal.clauses.flatMap(({ id, kind, level }): RevisionClause[] => {
    const now = words.get(id)
    if (now === undefined) return []
    const place = { clauseId: id, kind, level, printed: printed.get(id) ?? null }
    return [{ ...place, hash: now.hash, words: now.words }]
  })
  if (kept.length === 0) return refuse('proposals/nothing-to-issue')
  const number = proposal.revisions.length + 1
  const clauses = kept.map(({ clauseId, hash }) => ({ clauseId, hash }))
  const payload = { proposalId, number, note, clauses }
  return accept({
    events: [proposalDraft('room', 'RevisionIssued', payload)],
    effects: [{ type: 'revision/keep', proposalId, number, clauses: kept }],
    result: { number },
  })
}

/** The proposal with this id. */
export function findProposal(proposals: Proposals, proposalId: string): Proposal | undefined {
  return proposals.list.find(({ id }) => id === proposalId)
}
