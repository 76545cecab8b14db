import type { Tx } from './db.ts'

/** The role that the server works as. It owns nothing and is no superuser. */
export const APP_ROLE = 'parley_app'

/** What is only ever added to; the log of what was published is also locked while a leaf is added. */
const ADDED_TO = ['events', 'text_updates', 'revision_clauses']
const LOCKED_AND_ADDED_TO = ['log_leaves', 'log_heads']

/**
 * Gives the server's role what it needs of every table there is, and makes the policies that are the server's its
 * own. It goes by the catalogue, so that a new table cannot be forgotten.
 */
export async function grantToApp(tx: Tx): Promise<void> {
  const [role] = await tx`SELECT FROM pg_roles WHERE rolname = ${APP_ROLE}`
  if (role === undefined) return
  const tables = await tx<{ name: string }[]>`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`
  for (const { name } of tables) {
    await tx`REVOKE ALL ON ${tx(name)} FROM ${tx(APP_ROLE)}`
    if (name === 'migrations') await tx`GRANT SELECT ON ${tx(name)} TO ${tx(APP_ROLE)}`
    else if (ADDED_TO.includes(name)) {
      await tx`GRANT SELECT, INSERT ON ${tx(name)} TO ${tx(APP_ROLE)}`
    } else if (LOCKED_AND_ADDED_TO.includes(name)) {
      await tx`GRANT SELECT, INSERT, UPDATE ON ${tx(name)} TO ${tx(APP_ROLE)}`
    } else await tx`GRANT SELECT, INSERT, UPDATE, DELETE ON ${tx(name)} TO ${tx(APP_ROLE)}`
  }
  await tx`GRANT USAGE ON SCHEMA public TO ${tx(APP_ROLE)}`
  await tx`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${tx(APP_ROLE)}`
  const policies = await tx<{ table: string }[]>`
    SELECT tablename AS table FROM pg_policies
    WHERE schemaname = 'public' AND policyname = 'of_the_server' AND NOT ${APP_ROLE} = ANY(roles)`
  for (const { table } of policies) {
    await tx`ALTER POLICY of_the_server ON ${tx(table)} TO CURRENT_USER, ${tx(APP_ROLE)}`
  }
}
