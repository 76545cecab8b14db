import { createHash, randomBytes } from 'node:crypto'
import type { Sql } from '../platform/db.ts'

/** What a ticket is for; one kind is never taken for another. */
export type TicketKind =
  | 'second-factor'
  | 'challenge'
  | 'enrolment'
  | 'institution'
  | 'institution-proof'
  | 'password'
  | 'recovery'

/** A step that is under way. */
export interface Ticket {
  readonly accountId: string | null
  readonly data: unknown
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** Begins a step; answers the secret that names it. Tickets that have ended go at the same time. */
export async function putTicket(
  sql: Sql,
  ticket: {
    readonly kind: TicketKind
    readonly accountId: string | null
    readonly data: object
    readonly minutes: number
  },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await sql`DELETE FROM tickets WHERE expires_at < clock_timestamp()`
  await sql`
    INSERT INTO tickets (secret_hash, kind, account_id, data, expires_at)
    VALUES (${hashOf(secret)}, ${ticket.kind}, ${ticket.accountId},
      ${JSON.stringify(ticket.data)}::text::jsonb,
      clock_timestamp() + make_interval(mins => ${ticket.minutes}))`
  return secret
}

/** Looks at a ticket and leaves it; nothing once it has ended. */
export async function readTicket(
  sql: Sql,
  kind: TicketKind,
  secret: string,
): Promise<Ticket | undefined> {
  const [row] = await sql<{ account_id: string | null; data: unknown }[]>`
    SELECT account_id, data FROM tickets WHERE secret_hash = ${hashOf(secret)} AND kind = ${kind}
      AND expires_at > clock_timestamp()`
  return row && { accountId: row.account_id, data: row.data }
}

/** Takes a ticket: whoever asks again finds nothing. */
export async function takeTicket(
  sql: Sql,
  kind: TicketKind,
  secret: string,
): Promise<Ticket | undefined> {
  const [row] = await sql<{ account_id: string | null; data: unknown }[]>`
    DELETE FROM tickets WHERE secret_hash = ${hashOf(secret)} AND kind = ${kind}
      AND expires_at > clock_timestamp()
    RETURNING account_id, data`
  return row && { accountId: row.account_id, data: row.data }
}

/** Ends all tickets of a kind that an account has. */
export async function endTickets(sql: Sql, kind: TicketKind, accountId: string): Promise<void> {
  await sql`DELETE FROM tickets WHERE kind = ${kind} AND account_id = ${accountId}`
}
