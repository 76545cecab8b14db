import type { Sql, Tx } from '../platform/db.ts'

/** The file kept under a key; `undefined` when there is none. */
export async function readFile(sql: Sql, key: string): Promise<Uint8Array | undefined> {
  const [row] = await sql<{ bytes: Uint8Array }[]>`
    SELECT bytes FROM outcome_files WHERE key = ${key}`
  return row?.bytes
}

/** Keeps a file under a key; what is kept there already stays. */
export async function keepFile(tx: Tx, key: string, bytes: Uint8Array): Promise<void> {
  await tx`
    INSERT INTO outcome_files (key, bytes) VALUES (${key}, ${Buffer.from(bytes)})
    ON CONFLICT DO NOTHING`
}
