import { expect, it } from 'vitest'
import { ASKS_FOR_PROOF, onAskForProof, withProof } from './index.ts'

const refused = { ok: false, code: ASKS_FOR_PROOF } as const
const done = { ok: true } as const

it('ID9 asks once for all that wait, and does each again when the person has proved who they are', async () => {
  let asked = 0
  const proved: { yes?: (answer: boolean) => void } = {}
  const stop = onAskForProof(() => {
    asked += 1
    return new Promise((resolve) => (proved.yes = resolve))
  })
  const attempts = { one: 0, two: 0 }
  const both = Promise.all([
    withProof(() => Promise.resolve(attempts.one++ === 0 ? refused : done)),
    withProof(() => Promise.resolve(attempts.two++ === 0 ? refused : done)),
  ])
  await Promise.resolve()
  await new Promise((resolve) => setTimeout(resolve))
  proved.yes?.(true)
  expect(await both).toEqual([done, done])
  expect([asked, attempts]).toEqual([1, { one: 2, two: 2 }])
  stop()
})

it('ID9 a person who does not want to prove it gets the refusal', async () => {
  const stop = onAskForProof(() => Promise.resolve(false))
  expect(await withProof(() => Promise.resolve(refused))).toBe(refused)
  stop()
  expect(await withProof(() => Promise.resolve(refused))).toBe(refused)
})
