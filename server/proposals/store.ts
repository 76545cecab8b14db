import type { RevisionClause, RevisionEffect } from '#shared/proposals'
import type { Sql, Tx } from '../platform/db.ts'

/** Keeps the words of a revision in the transaction that issues it. */
export async function keepRevision(
  tx: Tx,
  dialogueId: string,
  { proposalId, number, clauses }: RevisionEffect,
): Promise<void> {
  const rows = clauses.map(({ clauseId, words, ...clause }, place) => ({
    ...clause,
    dialogue_id: dialogueId,
    proposal_id: proposalId,
    number,
    place,
    clause_id: clauseId,
    words: tx.json({ ...words }),
  }))
  await tx`INSERT INTO revision_clauses ${tx(rows)}`
}

/** Reads the clauses of a revision as they were issued, in their order. */
export async function readRevision(
  sql: Sql,
  dialogueId: string,
  { proposalId, number }: { readonly proposalId: string; readonly number: number },
): Promise<RevisionClause[]> {
  return sql<RevisionClause[]>`
    SELECT clause_id AS "clauseId", kind, level, printed, hash, words FROM revision_clauses
    WHERE dialogue_id = ${dialogueId} AND proposal_id = ${proposalId} AND number = ${number}
    ORDER BY place`
}
