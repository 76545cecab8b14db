/** SHA-256 of bytes written as hexadecimal; answers in lower-case hexadecimal. Handed in by the edge. */
export type HashBytes = (hex: string) => string

/** The hash of a leaf (RFC 9162 §2.1.1): one zero byte, then the leaf's bytes (OU10). */
export function leafHash(data: string, hash: HashBytes): string {
  return hash(`00${data}`)
}

function nodeHash(left: string, right: string, hash: HashBytes): string {
  return hash(`01${left}${right}`)
}

/** The largest power of two below `size`; `size` is at least 2. */
function split(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

/** The root over leaf hashes (RFC 9162 §2.1.1); the root of no leaves is the hash of nothing (OU10). */
export function merkleRoot(leaves: readonly string[], hash: HashBytes): string {
  const [only] = leaves
  if (only === undefined) return hash('')
  if (leaves.length === 1) return only
  const k = split(leaves.length)
  return nodeHash(merkleRoot(leaves.slice(0, k), hash), merkleRoot(leaves.slice(k), hash), hash)
}

/**
 * The path that proves that a leaf stands in the tree (RFC 9162 §2.1.3), lowest sibling first (OU11).
 * @throws RangeError when there is no leaf with this index.
 */
export function inclusionProof(
  index: number,
  leaves: readonly string[],
  hash: HashBytes,
): string[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) {
    throw new RangeError('no such leaf')
  }
  if (leaves.length === 1) return []
  const k = split(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  return index < k
    ? [...inclusionProof(index, left, hash), merkleRoot(right, hash)]
    : [...inclusionProof(index - k, right, hash), merkleRoot(left, hash)]
}

/**
 * The nodes that prove that a tree only grew (RFC 9162 §2.1.4): its first `size` leaves are the older tree (OU12).
 * @throws RangeError when the older tree is empty or larger than this one.
 */
export function consistencyProof(
  size: number,
  leaves: readonly string[],
  hash: HashBytes,
): string[] {
  if (!Number.isInteger(size) || size < 1 || size > leaves.length) {
    throw new RangeError('no such older tree')
  }
  return subproof(size, leaves, true, hash)
}

function subproof(
  size: number,
  leaves: readonly string[],
  whole: boolean,
  hash: HashBytes,
): string[] {
  if (size === leaves.length) return whole ? [] : [merkleRoot(leaves, hash)]
  const k = split(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  return size <= k
    ? [...subproof(size, left, whole, hash), merkleRoot(right, hash)]
    : [...subproof(size - k, right, false, hash), merkleRoot(left, hash)]
}

/** What an inclusion proof claims. */
export interface InclusionClaim {
  readonly leaf: string
  readonly index: number
  readonly size: number
  readonly proof: readonly string[]
  readonly root: string
}

/** Whether an inclusion proof leads from the leaf's hash to the root (RFC 9162 §2.1.3.2; OU11). */
export function verifyInclusion(claim: InclusionClaim, hash: HashBytes): boolean {
  const { leaf, index, size, proof, root } = claim
  if (!Number.isInteger(index) || index < 0 || index >= size) return false
  let [node, last, current] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      current = nodeHash(sibling, current, hash)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      current = nodeHash(current, sibling, hash)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && current === root
}

/** What a consistency proof claims. */
export interface ConsistencyClaim {
  readonly first: number
  readonly firstRoot: string
  readonly second: number
  readonly secondRoot: string
  readonly proof: readonly string[]
}

/** Whether a consistency proof leads to both roots (RFC 9162 §2.1.4.2; OU12). */
export function verifyConsistency(claim: ConsistencyClaim, hash: HashBytes): boolean {
  const { first, firstRoot, second, secondRoot } = claim
  if (!Number.isInteger(first) || first < 1 || first > second) return false
  if (first === second) return claim.proof.length === 0 && firstRoot === secondRoot
  const path = isPowerOfTwo(first) ? [firstRoot, ...claim.proof] : [...claim.proof]
  const [start, ...rest] = path
  if (start === undefined) return false
  let [node, last] = [first - 1, second - 1]
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  let [older, newer] = [start, start]
  for (const sibling of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      older = nodeHash(sibling, older, hash)
      newer = nodeHash(sibling, newer, hash)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      newer = nodeHash(newer, sibling, hash)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && older === firstRoot && newer === secondRoot
}

function half(size: number): number {
  return Math.floor(size / 2)
}

function isPowerOfTwo(size: number): boolean {
  return Number.isInteger(Math.log2(size))
}
