import { describe, expect, it } from 'vitest'
import { troubleOf } from './trouble.ts'

describe('what keeps writes from being stored', () => {
  it.each([
    ['53100', 'server/storage-full'],
    ['57P01', 'server/database-away'],
    ['57P03', 'server/database-away'],
    ['CONNECTION_CLOSED', 'server/database-away'],
    ['ECONNREFUSED', 'server/database-away'],
    ['23505', undefined],
    ['42501', undefined],
  ])('K4 K5 %s means %s', (code, trouble) => {
    expect(troubleOf(Object.assign(new Error(code), { code }))).toBe(trouble)
  })

  it('K4 nothing else is taken for it', () => {
    for (const error of [undefined, null, 'no', new Error('no'), { code: 53100 }]) {
      expect(troubleOf(error)).toBeUndefined()
    }
  })
})
