import type { State } from '#shared/app'
import {
  NO_PROPOSALS,
  clauseNumbers,
  evolveProposals,
  findProposal,
  readProposalEvent,
  redline,
  type ClauseKind,
  type Proposal,
  type Runs,
  type Segment,
  type Words,
} from '#shared/proposals'
import type { RecordedEvent } from '#shared/record'
import * as z from 'zod'
import type { AsPerson } from '../platform/behalf.ts'
import type { Sql } from '../platform/db.ts'
import { readTexts, type Histories, type TextHistory } from '../platform/texts/index.ts'
import { readRevision } from './store.ts'

/** What the versions are read from. */
export interface VersionSources {
  /** Reads as the person who asks. */
  readonly db: Sql
  readonly ledger: VersionLedger
  readonly histories: {
    read(ids: readonly string[]): Promise<ReadonlyMap<string, TextHistory>>
    at(
      ids: readonly string[],
      instant: string,
    ): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>>
  }
}

/** The record, for who reads versions. */
interface VersionLedger {
  state(dialogueId: string): Promise<State | undefined>
  events(dialogueId: string, audience: string, after: number): Promise<RecordedEvent[]>
}

/** What reading for a person is built from. */
export interface ReadingOptions {
  readonly asPerson: AsPerson
  readonly histories: Histories
  readonly ledger: VersionLedger & { recent(dialogueId: string): Promise<State | undefined> }
}

/** Binds reading to whoever asks; the state is the one that was just looked at to let them in. */
export function sourcesFor({ asPerson, ledger, histories }: ReadingOptions) {
  return <T>(
    who: { readonly accountId: string } | undefined,
    read: (sources: VersionSources) => Promise<T>,
  ): Promise<T> =>
    asPerson(who, (db) => {
      const state = (dialogueId: string) => ledger.recent(dialogueId)
      const events: VersionLedger['events'] = (...of) => ledger.events(...of)
      return read({
        db,
        ledger: { state, events },
        histories: {
          read: (ids) => histories.read(db, ids),
          at: (ids, instant) => histories.at(db, ids, instant),
        },
      })
    })
}

/** Names a version: the number of a revision, an instant, or `now`. */
export const versionSchema = z.union([
  z.literal('now'),
  z.string().regex(/^[1-9]\d{0,5}$/),
  z.iso.datetime(),
])

/** A clause in one version of a proposal. */
export interface VersionClause {
  readonly id: string
  readonly kind: ClauseKind
  readonly level: number
  readonly number: string | null
  readonly words: Words
  /** With their emphasis, where it is at hand. */
  readonly runs?: Runs
}

/** A clause beside its other version. */
export interface ComparedVersion extends Omit<VersionClause, 'words' | 'runs'> {
  readonly change: 'same' | 'changed' | 'added' | 'removed'
  readonly redline: { readonly en: readonly Segment[]; readonly zh: readonly Segment[] }
}

/** Where a proposal is. */
export interface ProposalPlace {
  readonly dialogueId: string
  readonly proposalId: string
}

/** Reads a version of a proposal; `undefined` where there is none. */
export async function readVersion(
  sources: VersionSources,
  { dialogueId, proposalId }: ProposalPlace,
  version: string,
): Promise<VersionClause[] | undefined> {
  const { db, ledger, histories } = sources
  if (/^\d+$/.test(version)) {
    const place = { proposalId, number: Number(version) }
    const clauses = await readRevision(db, dialogueId, place)
    if (clauses.length === 0) return undefined
    return clauses.map(({ clauseId, kind, level, printed, words }) => {
      return { id: clauseId, kind, level, number: printed, words }
    })
  }
  if (version === 'now') {
    const state = await ledger.state(dialogueId)
    const proposal = state && findProposal(state.room.proposals, proposalId)
    if (proposal === undefined) return undefined
    const texts = await readTexts(db, idsOf(proposal))
    return clausesOf(proposal, (id) => texts.get(id)?.text).map((clause) => {
      const runs = texts.get(clause.id)?.runs
      return { ...clause, runs: { en: runs?.['en'] ?? [], zh: runs?.['zh'] ?? [] } }
    })
  }
  const at = new Date(version).toISOString()
  const proposal = await structureAt(sources, { dialogueId, proposalId }, at)
  if (proposal === undefined) return undefined
  const texts = await histories.at(idsOf(proposal), at)
  return clausesOf(proposal, (id) => texts.get(id))
}

/** The redline that leads from one version to another, clause by clause (RV3). */
export function compareVersions(
  before: readonly VersionClause[],
  after: readonly VersionClause[],
): ComparedVersion[] {
  const old = new Map(before.map((clause) => [clause.id, clause]))
  const compared = after.map((clause) => beside(old.get(clause.id), clause))
  for (const [index, clause] of before.entries()) {
    if (after.some(({ id }) => id === clause.id)) continue
    const previous = before[index - 1]?.id
    const place = compared.findIndex(({ id }) => id === previous) + 1
    compared.splice(place, 0, beside(clause, undefined))
  }
  return compared
}

const NOTHING: Words = { en: '', zh: '' }

function beside(
  before: VersionClause | undefined,
  after: VersionClause | undefined,
): ComparedVersion {
  const { id, kind, level, number } = after ?? before ?? EMPTY
  const [old, now] = [before?.words ?? NOTHING, after?.words ?? NOTHING]
  const changed = old.en !== now.en || old.zh !== now.zh
  const stays = changed ? 'changed' : 'same'
  const change = before === undefined ? 'added' : after === undefined ? 'removed' : stays
  const segments = (language: 'en' | 'zh') => redline(old[language], now[language], language)
  return { id, kind, level, number, change, redline: { en: segments('en'), zh: segments('zh') } }
}

const EMPTY: VersionClause = { id: '', kind: 'operative', level: 1, number: null, words: NOTHING }

async function structureAt(
  { ledger }: VersionSources,
  { dialogueId, proposalId }: ProposalPlace,
  at: string,
): Promise<Proposal | undefined> {
  let proposals = NO_PROPOSALS
  for (const event of await ledger.events(dialogueId, 'room', 0)) {
    if (event.at > at) break
    const known = readProposalEvent(event.type, event.payload)
    if (known !== undefined) proposals = evolveProposals(proposals, known, event)
  }
  return findProposal(proposals, proposalId)
}

function idsOf({ clauses }: Proposal): string[] {
  return clauses.filter(({ withdrawn }) => !withdrawn).map(({ id }) => id)
}

function clausesOf(
  proposal: Proposal,
  wordsOf: (id: string) => Readonly<Record<string, string>> | undefined,
): VersionClause[] {
  const numbers = clauseNumbers(proposal)
  return proposal.clauses.flatMap(({ id, kind, level, withdrawn }) => {
    const text = wordsOf(id)
    if (withdrawn || text === undefined) return []
    const words = { en: text['en'] ?? '', zh: text['zh'] ?? '' }
    return [{ id, kind, level, number: numbers.get(id) ?? null, words }]
  })
}
