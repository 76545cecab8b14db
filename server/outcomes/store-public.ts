import type { Bilingual } from '#shared/kernel'
import {
  canonicalOutcomeSchema,
  findsBeginnings,
  queryTerms,
  referenceSchema,
  relevance,
  type CanonicalOutcome,
  type Distribution,
  type FollowUpNote,
} from '#shared/outcomes'
import type { Sql } from '../platform/db.ts'

/** Who asks: the ids of the dialogues that they take part in, and of those they observe. */
export interface Reader {
  readonly participates: readonly string[]
  readonly observes: readonly string[]
}

/** Somebody who is not signed in. */
export const WORLD: Reader = { participates: [], observes: [] }

/** A published outcome with its standing. */
export interface Published {
  readonly outcome: CanonicalOutcome
  /** The canonical bytes as text. */
  readonly canonical: string
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

interface Row {
  readonly canonical: string
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

/** The outcome with a reference, when this reader may read it now (OU16). */
export async function readOutcome(
  sql: Sql,
  reference: string,
  reader: Reader,
): Promise<Published | undefined> {
  if (!referenceSchema.safeParse(reference).success) return undefined
  const [row] = await sql<Row[]>`
    SELECT ${columns(sql, reader)} FROM outcomes WHERE reference = ${reference} AND ${visible(sql, reader)}`
  return row && published(row)
}

/** The canonical form that was published under a reference, whoever may read it. */
export async function canonicalOf(
  sql: Sql,
  reference: string,
): Promise<CanonicalOutcome | undefined> {
  const [row] = await sql<{ canonical: string }[]>`
    SELECT canonical FROM outcomes WHERE reference = ${reference}`
  return row && canonicalOutcomeSchema.parse(JSON.parse(row.canonical))
}

/** Everything that was published, newest first. */
export async function everyCanonical(sql: Sql): Promise<CanonicalOutcome[]> {
  const rows = await sql<{ canonical: string }[]>`
    SELECT canonical FROM outcomes ORDER BY leaf_index DESC`
  return rows.map(({ canonical }) => canonicalOutcomeSchema.parse(JSON.parse(canonical)))
}

/** What a list can be narrowed by. */
export interface Narrowing {
  readonly q?: string
  readonly topic?: string
  readonly dialogue?: string
  readonly from?: string
  readonly until?: string
}

/** The outcomes that this reader may read, newest day first, narrowed (OU16, OU30). */
export async function listOutcomes(
  sql: Sql,
  reader: Reader,
  { q = '', topic, dialogue, from, until }: Narrowing = {},
): Promise<Published[]> {
  const terms = queryTerms(q)
  const whole = terms.filter((term) => !findsBeginnings(term))
  const beginnings = terms.filter(findsBeginnings)
  const rows = await sql<Row[]>`
    SELECT ${columns(sql, reader)} FROM outcomes
    WHERE ${visible(sql, reader)}
      ${q.trim() === '' ? sql`` : sql`AND ${terms.length > 0} AND search_terms @> ${whole}`}
      ${beginnings.length === 0 ? sql`` : sql`AND ${beginsWithAll(sql, beginnings)}`}
      ${from === undefined ? sql`` : sql`AND canonical::jsonb ->> 'date' >= ${from}`}
      ${until === undefined ? sql`` : sql`AND canonical::jsonb ->> 'date' <= ${until}`}
    ORDER BY published_on DESC, reference DESC LIMIT 500`
  const weight = new Map<Published, number>()
  const weightOf = (one: Published) => {
    const known = weight.get(one) ?? relevance(one.outcome, terms).score
    weight.set(one, known)
    return known
  }
  const named = (words: Bilingual, name: string) => words.en === name || words.zh === name
  return rows
    .map(published)
    .filter(({ outcome }) => topic === undefined || outcome.topics.some((t) => named(t, topic)))
    .filter(({ outcome }) => dialogue === undefined || named(outcome.dialogue, dialogue))
    .sort((a, b) => (terms.length === 0 ? 0 : weightOf(b) - weightOf(a)))
}

/** Each of these beginnings is that of some term (OU32); they hold letters and digits only. */
function beginsWithAll(sql: Sql, beginnings: readonly string[]) {
  const patterns = beginnings.map((beginning) => `% ${beginning}%`)
  return sql`(' ' || array_to_string(search_terms, ' ')) LIKE ALL (${patterns})`
}

/** What was noted of an outcome after its publication, in order. */
export async function readFollowUps(sql: Sql, reference: string): Promise<FollowUp[]> {
  return sql<FollowUp[]>`
    SELECT kind, recommendation, status, words, noted_on::text AS "notedOn"
    FROM outcome_follow_ups WHERE reference = ${reference} ORDER BY position`
}

/** What superseded an outcome is told to those only who may read it (OU17). */
function columns(sql: Sql, reader: Reader) {
  return sql`canonical, sha256, distribution, published_on::text AS published_on, leaf_index,
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

function published(row: Row): Published {
  const { canonical, sha256, distribution } = row
  return {
    outcome: canonicalOutcomeSchema.parse(JSON.parse(canonical)),
    canonical,
    sha256,
    distribution,
    publishedOn: row.published_on,
    leafIndex: Number(row.leaf_index),
    supersededBy: row.superseded_by,
    withdrawnOn: row.withdrawn_on,
    withdrawalReason: row.withdrawal_reason,
    withdrawalLeaf: row.withdrawal_leaf === null ? null : Number(row.withdrawal_leaf),
  }
}
