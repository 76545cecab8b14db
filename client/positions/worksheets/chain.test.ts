import { expect, it } from 'vitest'
import type { Measure } from '#shared/positions'
import { chainOf, nextPlace } from './chain.ts'

const none = { en: '', zh: '' }
const measure = (id: string, ...answers: string[]): Measure => ({
  id,
  name: { en: id, zh: id },
  protects: none,
  scope: none,
  answers,
  estimates: [],
})
const chain = chainOf([
  measure('control'),
  measure('tariff'),
  measure('mineral', 'control'),
  measure('inspection', 'control', 'mineral'),
])
const at = (id: string) => {
  const found = chain.places.find((place) => place.measure.id === id)
  if (found === undefined) throw new Error(`there is no place of ${id}`)
  return found
}

it('PO14 a measure stands right of everything it answers', () => {
  const columns = chain.places.map(({ measure: { id }, column, row }) => [id, column, row])
  expect(columns).toEqual([
    ['control', 0, 0],
    ['tariff', 0, 1],
    ['mineral', 1, 0],
    ['inspection', 2, 0],
  ])
  for (const { from, to } of chain.edges) expect(to.column).toBeGreaterThan(from.column)
  expect([chain.edges.length, chain.columns, chain.rows]).toEqual([3, 3, 2])
})

it('leads along answers with the arrow keys, and nowhere beyond the picture', () => {
  expect(nextPlace(chain, at('control'), 'ArrowRight')).toBe(at('mineral'))
  expect(nextPlace(chain, at('mineral'), 'ArrowLeft')).toBe(at('control'))
  expect(nextPlace(chain, at('control'), 'ArrowDown')).toBe(at('tariff'))
  expect(nextPlace(chain, at('tariff'), 'ArrowUp')).toBe(at('control'))
  expect(nextPlace(chain, at('tariff'), 'End')).toBe(at('inspection'))
  expect(nextPlace(chain, at('inspection'), 'Home')).toBe(at('control'))
  expect(nextPlace(chain, at('tariff'), 'ArrowRight')).toBeUndefined()
  expect(nextPlace(chain, at('tariff'), 'x')).toBeUndefined()
})
