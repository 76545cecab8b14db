import { expect, it } from 'vitest'
import { createTurns } from './turns.ts'

it('gives each asker so many turns at once, then the next in line, and sends away who finds the line full', async () => {
  const turns = createTurns(2, 1)
  const [one, other] = [await turns.take('a'), await turns.take('a')]
  let isThird = false
  const third = turns.take('a').then((end) => {
    isThird = true
    return end
  })
  expect(await turns.take('a')).toBeUndefined()
  expect(await turns.take('b')).toBeTypeOf('function')
  expect(isThird).toBe(false)
  one?.()
  const end = await third
  expect(end).toBeTypeOf('function')
  other?.()
  end?.()
  expect(await turns.take('a')).toBeTypeOf('function')
})
