import { generateKeyPairSync, createPrivateKey, sign } from 'node:crypto'
import { leafHash, merkleRoot } from '#shared/outcomes'
import type { Sql, Tx } from '../platform/db.ts'
import { sha256, sha256OfHex } from './hash.ts'

/** A signed statement of how long the log is and what it holds. */
export interface SignedHead {
  /** Names the log: the beginning of its public key's hash. */
  readonly origin: string
  readonly size: number
  readonly root: string
  /** Ed25519 over `headText`, base64. */
  readonly signature: string
  /** The public key, SPKI in base64. */
  readonly publicKey: string
}

/** The text that a head's signature covers: origin, size and root, a line each. */
export function headText(head: Pick<SignedHead, 'origin' | 'size' | 'root'>): string {
  return `${head.origin}\n${head.size}\n${Buffer.from(head.root, 'hex').toString('base64')}\n`
}

interface Key {
  readonly privateKey: string
  readonly publicKey: string
}

/** Makes the log's key and the signed head of the empty log, unless they exist. */
export async function ensureLog(tx: Tx): Promise<void> {
  const [known] = await tx`SELECT 1 FROM log_keys`
  if (known !== undefined) return
  const pair = generateKeyPairSync('ed25519')
  const made = {
    private_key: pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    public_key: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  }
  await tx`INSERT INTO log_keys ${tx(made)} ON CONFLICT DO NOTHING`
  const key = await readKey(tx)
  await keepHead(tx, key, [])
}

/** Appends a leaf and keeps the signed head of the log with it; answers the leaf's index. */
export async function appendLeaf(tx: Tx, data: string): Promise<number> {
  await tx`LOCK TABLE log_leaves IN EXCLUSIVE MODE`
  await ensureLog(tx)
  const leaves = await readLeaves(tx)
  await tx`INSERT INTO log_leaves (index, data) VALUES (${leaves.length}, ${data})`
  await keepHead(tx, await readKey(tx), [...leaves, data])
  return leaves.length
}

/** The data of all leaves, in order. */
export async function readLeaves(sql: Sql): Promise<string[]> {
  const rows = await sql<{ data: string }[]>`SELECT data FROM log_leaves ORDER BY index`
  return rows.map(({ data }) => data)
}

/** The newest signed head; `undefined` before the log was made. */
export async function readHead(sql: Sql): Promise<SignedHead | undefined> {
  const [row] = await sql<
    { size: string; root: string; signature: string; public_key: string }[]
  >`SELECT size, root, signature, public_key FROM log_heads, log_keys ORDER BY size DESC LIMIT 1`
  if (row === undefined) return undefined
  const { root, signature, public_key: publicKey } = row
  return { origin: originOf(publicKey), size: Number(row.size), root, signature, publicKey }
}

async function readKey(sql: Sql): Promise<Key> {
  const [row] = await sql<{ private_key: string; public_key: string }[]>`SELECT * FROM log_keys`
  if (row === undefined) throw new Error('the log has no key')
  return { privateKey: row.private_key, publicKey: row.public_key }
}

async function keepHead(tx: Tx, key: Key, leaves: readonly string[]): Promise<void> {
  const root = merkleRoot(
    leaves.map((data) => leafHash(data, sha256OfHex)),
    sha256OfHex,
  )
  const head = { origin: originOf(key.publicKey), size: leaves.length, root }
  const privateKey = createPrivateKey({
    key: Buffer.from(key.privateKey, 'base64'),
    type: 'pkcs8',
    format: 'der',
  })
  const signature = sign(null, Buffer.from(headText(head)), privateKey).toString('base64')
  await tx`
    INSERT INTO log_heads (size, root, signature) VALUES (${head.size}, ${root}, ${signature})
    ON CONFLICT DO NOTHING`
}

function originOf(publicKey: string): string {
  return `parley-log-${sha256(Buffer.from(publicKey, 'base64')).slice(0, 16)}`
}
