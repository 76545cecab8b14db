import { createPublicKey, verify } from 'node:crypto'
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  merkleRoot,
  verifyInclusion,
} from '#shared/outcomes'
import { sha256, sha256OfHex } from './hash.ts'
import type { Checked } from './outcome-page.ts'
import type { Published } from './store-public.ts'
import { headText, type SignedHead } from './store-log.ts'

const hashed = (leaves: readonly string[]) => leaves.map((data) => leafHash(data, sha256OfHex))

/** The inclusion proof of a leaf in the log as it was at a size; `undefined` when there is none (OU11). */
export function inclusionAnswer(leaves: readonly string[], index: number, size: number) {
  const data = leaves[index]
  if (data === undefined || size > leaves.length || index >= size) return undefined
  const hashes = hashed(leaves.slice(0, size))
  return {
    index,
    size,
    data,
    leafHash: leafHash(data, sha256OfHex),
    proof: inclusionProof(index, hashes, sha256OfHex),
    root: merkleRoot(hashes, sha256OfHex),
  }
}

/** The proof that the log only grew between two sizes; `undefined` when there is none (OU12). */
export function consistencyAnswer(leaves: readonly string[], first: number, second: number) {
  if (first < 1 || first > second || second > leaves.length) return undefined
  const hashes = hashed(leaves.slice(0, second))
  return {
    first,
    second,
    firstRoot: merkleRoot(hashes.slice(0, first), sha256OfHex),
    secondRoot: merkleRoot(hashes, sha256OfHex),
    proof: consistencyProof(first, hashes, sha256OfHex),
  }
}

/** Checks an outcome as a stranger would: text against hash, hash against the signed log. */
export function check(
  published: Published,
  leaves: readonly string[],
  head: SignedHead | undefined,
): Checked {
  const hash = sha256(published.canonical)
  const text = hash === published.sha256
  const claim = head && inclusionAnswer(leaves, published.leafIndex, head.size)
  const proved =
    claim !== undefined &&
    claim.data === hash &&
    claim.root === head?.root &&
    verifyInclusion({ ...claim, leaf: leafHash(hash, sha256OfHex) }, sha256OfHex) &&
    isSigned(head)
  return { text, logSize: proved ? claim.size : undefined }
}

function isSigned(head: SignedHead): boolean {
  const publicKey = createPublicKey({
    key: Buffer.from(head.publicKey, 'base64'),
    type: 'spki',
    format: 'der',
  })
  const signature = Buffer.from(head.signature, 'base64')
  return verify(null, Buffer.from(headText(head)), publicKey, signature)
}
