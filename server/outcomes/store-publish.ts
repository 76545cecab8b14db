import {
  canonicalOutcomeText,
  searchTerms,
  withdrawalText,
  type CanonicalOutcome,
  type Distribution,
  type FollowUpNote,
} from '#shared/outcomes'
import { Refused } from '../platform/refused.ts'
import { refuse, type Bilingual } from '#shared/kernel'
import type { Tx } from '../platform/db.ts'
import { sha256 } from './hash.ts'
import { appendLeaf } from './store-log.ts'

/** How an outcome is published beside its words. */
export interface Publication {
  readonly dialogueId: string
  readonly distribution: Distribution
  /** The day of publication, or an instant of it; only the day is kept (OU13). */
  readonly publishedAt: string
  /** Until this instant nobody may read it. */
  readonly embargoUntil?: string | null
}

/**
 * Publishes an outcome: keeps its canonical form, appends its hash to the log, and marks the outcome that
 * it supersedes (OU13, OU14).
 * @throws Refused when the reference is taken or names an unknown outcome to supersede.
 */
export async function publishOutcome(
  tx: Tx,
  outcome: CanonicalOutcome,
  publication: Publication,
): Promise<{ reference: string; sha256: string; leafIndex: number }> {
  const { reference, supersedes } = outcome
  const canonical = canonicalOutcomeText(outcome)
  const hash = sha256(canonical)
  const leafIndex = await appendLeaf(tx, hash)
  const [taken] = await tx`SELECT 1 FROM outcomes WHERE reference = ${reference}`
  if (taken !== undefined) throw new Refused(refuse('outcomes/reference-taken'))
  const day = publication.publishedAt.slice(0, 10)
  const embargo = publication.embargoUntil ?? null
  await tx`
    INSERT INTO outcomes (reference, dialogue_id, sha256, canonical, distribution, published_on,
      embargo_until, leaf_index, search_terms)
    VALUES (${reference}, ${publication.dialogueId}, ${hash}, ${canonical},
      ${publication.distribution}, ${embargo === null || embargo < day ? day : embargo.slice(0, 10)},
      ${embargo}, ${leafIndex}, ${termsOf(outcome)})`
  if (supersedes !== null) await supersedeOutcome(tx, supersedes, reference)
  return { reference, sha256: hash, leafIndex }
}

/**
 * Marks an outcome as superseded by a later one of the same dialogue; the old one stays readable (OU14).
 * @throws Refused when there is no such outcome, or another one superseded it before.
 */
async function supersedeOutcome(tx: Tx, reference: string, by: string): Promise<void> {
  const marked = await tx`
    UPDATE outcomes SET superseded_by = ${by}
    WHERE reference = ${reference} AND reference <> ${by} AND superseded_by IS NULL
      AND dialogue_id = (SELECT dialogue_id FROM outcomes WHERE reference = ${by})
    RETURNING 1`
  if (marked.length === 0) throw new Refused(refuse('outcomes/cannot-supersede'))
}

/**
 * Marks an outcome as withdrawn on a day and logs the notice; it stays readable (OU14).
 * @throws Refused when there is no such outcome, or it was withdrawn before.
 */
export async function withdrawOutcome(
  tx: Tx,
  reference: string,
  { reason, at }: { readonly reason: Bilingual; readonly at: string },
): Promise<void> {
  const date = at.slice(0, 10)
  const [found] = await tx<{ sha256: string }[]>`
    SELECT sha256 FROM outcomes WHERE reference = ${reference} AND withdrawn_on IS NULL FOR UPDATE`
  if (found === undefined) throw new Refused(refuse('outcomes/cannot-withdraw'))
  const notice = withdrawalText({ reference, sha256: found.sha256, date, reason })
  const leaf = await appendLeaf(tx, sha256(notice))
  await tx`
    UPDATE outcomes SET withdrawn_on = ${date}, withdrawal_leaf = ${leaf},
      withdrawal_reason = ${tx.json({ en: reason.en, zh: reason.zh })}
    WHERE reference = ${reference}`
}

/** Notes a referral of an outcome, or what became of it (OU15). */
export async function noteFollowUp(tx: Tx, reference: string, note: FollowUpNote): Promise<void> {
  const { kind, recommendation, status, words, corrects } = note
  await tx`
    INSERT INTO outcome_follow_ups (reference, position, kind, recommendation, status, words, noted_on,
      corrects)
    SELECT ${reference}, count(*) + 1, ${kind}, ${recommendation}, ${status},
      ${tx.json({ en: words.en, zh: words.zh })}, ${note.at.slice(0, 10)}, ${corrects}
    FROM outcome_follow_ups WHERE reference = ${reference}`
}

function termsOf(outcome: CanonicalOutcome): string[] {
  const texts = [
    { en: outcome.reference, zh: '' },
    outcome.title,
    outcome.dialogue,
    ...outcome.topics,
    outcome.convening,
    outcome.preamble,
    ...outcome.clauses.map(({ text }) => text),
    ...outcome.recommendations.map(({ text }) => text),
  ]
  return searchTerms(texts.map(({ en, zh }) => `${en}\n${zh}`).join('\n'))
}
