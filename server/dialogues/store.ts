import type { Bilingual } from '#shared/kernel'
import type { RecordedEvent } from '#shared/record'
import { readDialogueEvent } from '#shared/dialogues'
import type { Sql, Tx } from '../platform/db.ts'

/** A dialogue in somebody's list. */
export interface DialogueEntry {
  readonly id: string
  readonly title: Bilingual
  readonly role: string
}

/** The dialogues an account belongs to, observers' included. */
export async function dialoguesOf(sql: Sql, accountId: string): Promise<DialogueEntry[]> {
  return sql<DialogueEntry[]>`
    SELECT d.id, d.title, m.role FROM memberships m JOIN dialogues d ON d.id = m.dialogue_id
    WHERE m.account_id = ${accountId} AND NOT m.suspended
    ORDER BY d.created_at, d.id`
}

/** The dialogues an account belongs to in any way, also where it is suspended. */
export async function membershipsOf(sql: Sql, accountId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    SELECT dialogue_id AS id FROM memberships WHERE account_id = ${accountId}`
  return rows.map(({ id }) => id)
}

/** The dialogues whose published outcomes an account may read, by how it belongs to them. */
export async function participations(
  sql: Sql,
  accountId: string,
): Promise<{ participates: string[]; observes: string[] }> {
  const rows = await sql<{ id: string; role: string }[]>`
    SELECT dialogue_id AS id, role FROM memberships
    WHERE account_id = ${accountId} AND NOT suspended`
  const ids = (observers: boolean) =>
    rows.filter(({ role }) => (role === 'observer') === observers).map(({ id }) => id)
  return { participates: ids(false), observes: ids(true) }
}

/** Repeats the record's memberships and titles in tables, in the transaction that appends the events. */
export async function projectMemberships(
  tx: Tx,
  dialogueId: string,
  events: readonly RecordedEvent[],
): Promise<void> {
  for (const { type, payload } of events) {
    const event = readDialogueEvent(type, payload)
    switch (event?.type) {
      case 'DialogueOpened':
      case 'DialogueRenamed':
        await tx`UPDATE dialogues SET title = ${tx.json(event.payload.title)} WHERE id = ${dialogueId}`
        break
      case 'MemberAdmitted':
      case 'MemberChanged': {
        const { accountId, role, delegationId } = event.payload
        await tx`
          INSERT INTO memberships (dialogue_id, account_id, role, delegation_id)
          VALUES (${dialogueId}, ${accountId}, ${role}, ${delegationId})
          ON CONFLICT (dialogue_id, account_id)
          DO UPDATE SET role = EXCLUDED.role, delegation_id = EXCLUDED.delegation_id`
        break
      }
      case 'MemberSuspended':
      case 'MemberRestored': {
        const suspended = event.type === 'MemberSuspended'
        await tx`
          UPDATE memberships SET suspended = ${suspended}
          WHERE dialogue_id = ${dialogueId} AND account_id = ${event.payload.accountId}`
        break
      }
      default:
    }
  }
}
