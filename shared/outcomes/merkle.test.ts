import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  merkleRoot,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'

const hash = (hex: string) => createHash('sha256').update(hex, 'hex').digest('hex')
const leaves = (count: number) =>
  Array.from({ length: count }, (_, n) => leafHash(n.toString(16).padStart(4, '0'), hash))

/** The certificate-transparency project's published test vectors. */
const VECTORS = ['', '00', '10', '2021', '3031', '40414243']
const VECTOR_ROOT_6 = '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'

describe('the log of outcomes', () => {
  it('OU10 agrees with the published roots of RFC 9162 logs', () => {
    expect(merkleRoot([], hash)).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
    expect(leafHash('', hash)).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    )
    expect(
      merkleRoot(
        VECTORS.map((data) => leafHash(data, hash)),
        hash,
      ),
    ).toBe(VECTOR_ROOT_6)
  })

  it('OU11 every leaf of every tree is proved; a changed claim is not', () => {
    const size = fc.integer({ min: 1, max: 70 })
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (count, pick, other) => {
        const tree = leaves(count)
        const index = pick % count
        const claim = {
          leaf: tree[index]!,
          index,
          size: count,
          proof: inclusionProof(index, tree, hash),
          root: merkleRoot(tree, hash),
        }
        expect(verifyInclusion(claim, hash)).toBe(true)
        const wrong = other % count
        if (wrong !== index) {
          expect(verifyInclusion({ ...claim, index: wrong }, hash)).toBe(false)
          expect(verifyInclusion({ ...claim, leaf: tree[wrong]! }, hash)).toBe(false)
        }
        expect(verifyInclusion({ ...claim, root: hash('00') }, hash)).toBe(false)
        expect(verifyInclusion({ ...claim, proof: [...claim.proof, hash('')] }, hash)).toBe(false)
        if (claim.proof.length > 0) {
          expect(verifyInclusion({ ...claim, proof: claim.proof.slice(1) }, hash)).toBe(false)
        }
      }),
    )
    expect(() => inclusionProof(3, leaves(3), hash)).toThrow(RangeError)
  })

  it('OU12 growth is proved; a rewritten past is not', () => {
    const size = fc.integer({ min: 1, max: 70 })
    fc.assert(
      fc.property(size, size, (one, two) => {
        const [first, second] = [Math.min(one, two), Math.max(one, two)]
        const tree = leaves(second)
        const claim = {
          first,
          second,
          firstRoot: merkleRoot(tree.slice(0, first), hash),
          secondRoot: merkleRoot(tree, hash),
          proof: consistencyProof(first, tree, hash),
        }
        expect(verifyConsistency(claim, hash)).toBe(true)
        const rewritten = [leafHash('ff', hash), ...tree.slice(1)]
        const otherRoot = merkleRoot(rewritten.slice(0, first), hash)
        expect(verifyConsistency({ ...claim, firstRoot: otherRoot }, hash)).toBe(false)
        expect(verifyConsistency({ ...claim, secondRoot: merkleRoot(rewritten, hash) }, hash)).toBe(
          false,
        )
        expect(verifyConsistency({ ...claim, proof: [...claim.proof, hash('')] }, hash)).toBe(false)
      }),
    )
    expect(() => consistencyProof(4, leaves(3), hash)).toThrow(RangeError)
  })
})
