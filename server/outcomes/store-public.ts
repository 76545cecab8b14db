import type { Bilingual } from '#shared/kernel'
import {
  canonicalOutcomeSchema,
  type CanonicalOutcome,
  type Distribution,
  type FollowUpNote,
} from '#shared/outcomes'
import type { Sql } from '../platform/db.ts'

/** Who asks: the ids of the dialogues that they take part in, and of those they observe. */
export interface Reader {
  /** As whom PostgreSQL is asked, too; nobody where there is none. */
  readonly accountId?: string
  readonly participates: readonly string[]
  readonly observes: readonly string[]
}

/** Somebody who is not signed in. */
export const WORLD: Reader = { participates: [], observes: [] }

/** A published outcome with its standing. */
export interface Published extends Standing {
  readonly outcome: CanonicalOutcome
  /** The canonical bytes as text. */
  readonly canonical: string
}

/** How a published outcome stands, without its words. */
export interface Standing {
  readonly sha256: string
  readonly distribution: Distribution
  readonly publishedOn: string
  readonly leafIndex: number
  readonly supersededBy: string | null
  readonly withdrawnOn: string | null
  readonly withdrawalReason: Bilingual | null
  readonly withdrawalLeaf: number | null
}

/** What was noted of an outcome after its publication. */
export type FollowUp = Omit<FollowUpNote, 'at'> & { readonly notedOn: string }

interface StandingRow {
  readonly sha256: string
  readonly distribution: Distribution
  readonly published_on: string
  readonly leaf_index: string
  readonly superseded_by: string | null
  readonly withdrawn_on: string | null
  readonly withdrawal_reason: Bilingual | null
  readonly withdrawal_leaf: string | null
}

/** The version of everything public; it changes when anything that anybody can read changes. */
export async function readVersion(sql: Sql): Promise<string> {
  const [row] = await sql<{ version: string }[]>`
    SELECT version || '.' || (SELECT count(*) FROM outcomes WHERE embargo_until <= clock_timestamp())
      AS version
    FROM published_versions`
  return row?.version ?? '0'
}

/** The canonical form that was published under a reference, whoever may read it. */
export async function canonicalOf(
  sql: Sql,
  reference: string,
): Promise<CanonicalOutcome | undefined> {
  const [row] = await sql<{ canonical: string }[]>`
    SELECT canonical FROM outcomes WHERE reference = ${reference}`
  return row && outcomeOf(row.canonical)
}

/** Everything that was published, newest first. */
export async function everyCanonical(sql: Sql): Promise<CanonicalOutcome[]> {
  const rows = await sql<{ canonical: string }[]>`
    SELECT canonical FROM outcomes ORDER BY leaf_index DESC`
  return rows.map(({ canonical }) => outcomeOf(canonical))
}

/** How the outcomes stand that this reader may read, newest day first, so many at most (OU16). */
export async function readStandings(sql: Sql, reader: Reader, most: number): Promise<Standing[]> {
  const rows = await sql<StandingRow[]>`
    SELECT ${standing(sql, reader)} FROM outcomes WHERE ${visible(sql, reader)}
    ORDER BY published_on DESC, reference DESC LIMIT ${most}`
  return rows.map(standingOf)
}

/** The outcome of a reference, if this reader may read it (OU16). */
export async function readOutcome(
  sql: Sql,
  reader: Reader,
  reference: string,
): Promise<Published | undefined> {
  const [row] = await sql<(StandingRow & { readonly canonical: string })[]>`
    SELECT canonical, ${standing(sql, reader)} FROM outcomes
    WHERE reference = ${reference} AND ${visible(sql, reader)}`
  if (row === undefined) return undefined
  const { canonical } = row
  return { ...standingOf(row), canonical, outcome: outcomeOf(canonical) }
}

/** The canonical forms with these hashes. */
export async function readCanonicals(
  sql: Sql,
  hashes: readonly string[],
): Promise<{ sha256: string; canonical: string }[]> {
  return sql<{ sha256: string; canonical: string }[]>`
    SELECT sha256, canonical FROM outcomes WHERE sha256 = ANY(${[...hashes]}::text[])`
}

/** Reads a canonical form as it is kept. */
export function outcomeOf(canonical: string): CanonicalOutcome {
  return canonicalOutcomeSchema.parse(JSON.parse(canonical))
}

/** What was noted of an outcome after its publication, in order. */
export async function readFollowUps(sql: Sql, reference: string): Promise<FollowUp[]> {
  return sql<FollowUp[]>`
    SELECT kind, recommendation, status, words, corrects, noted_on::text AS "notedOn"
    FROM outcome_follow_ups WHERE reference = ${reference} ORDER BY position`
}

/** What superseded an outcome is told to those only who may read it (OU17). */
function standing(sql: Sql, reader: Reader) {
  return sql`sha256, distribution, published_on::text AS published_on, leaf_index,
    (SELECT newer.reference FROM outcomes newer
      WHERE newer.reference = outcomes.superseded_by AND ${visible(sql, reader, 'newer')}
    ) AS superseded_by,
    withdrawn_on::text AS withdrawn_on, withdrawal_reason, withdrawal_leaf`
}

function visible(sql: Sql, { participates, observes }: Reader, table = 'outcomes') {
  const of = sql(table)
  return sql`(${of}.embargo_until IS NULL OR ${of}.embargo_until <= clock_timestamp()) AND (
    ${of}.distribution = 'public'
    OR ${of}.dialogue_id = ANY(${[...participates]}::uuid[])
    OR (${of}.distribution = 'observers' AND ${of}.dialogue_id = ANY(${[...observes]}::uuid[])))`
}

function standingOf(row: StandingRow): Standing {
  return {
    sha256: row.sha256,
    distribution: row.distribution,
    publishedOn: row.published_on,
    leafIndex: Number(row.leaf_index),
    supersededBy: row.superseded_by,
    withdrawnOn: row.withdrawn_on,
    withdrawalReason: row.withdrawal_reason,
    withdrawalLeaf: row.withdrawal_leaf === null ? null : Number(row.withdrawal_leaf),
  }
}
