import { expect, it } from 'vitest'
import { createKeeper, memoryVault, type Kept, type Vault } from './kept.ts'

const kept = (words: string): Kept => ({
  dialogueId: 'd',
  groupId: 'g',
  textId: 't',
  epoch: 0,
  outbox: [],
  words: { en: words },
})

let last = 0
const newId = () => `id-${(last += 1)}`

it('TY2 counts words as kept only when the vault holds the newest of them', async () => {
  const releases: (() => void)[] = []
  const stored: string[] = []
  const slow: Vault = {
    isDurable: true,
    put: async (_slot, _owner, { words }) => {
      await new Promise<void>((resolve) => releases.push(resolve))
      stored.push(words['en'] ?? '')
    },
    remove: () => Promise.resolve(),
    all: () => Promise.resolve([]),
  }
  const keeper = createKeeper('slow', newId)
  await keeper.use(slow, () => undefined)
  keeper.keep('t', kept('a'))
  keeper.keep('t', kept('ab'))
  expect(keeper.isWritten()).toBe(false)
  releases.shift()?.()
  await expect.poll(() => stored).toEqual(['a'])
  expect(keeper.isWritten()).toBe(false)
  await expect.poll(() => releases.length).toBe(1)
  releases.shift()?.()
  await expect.poll(() => keeper.isWritten()).toBe(true)
  expect(stored).toEqual(['a', 'ab'])
  keeper.close()
})

it('TY3 takes over what another page kept as soon as that page has ended', async () => {
  const vault = memoryVault('account')
  const first = createKeeper('first', newId)
  await first.use(vault, () => undefined)
  first.keep('t', kept('left behind'))
  await expect.poll(() => first.isWritten()).toBe(true)
  const adopted: string[] = []
  const second = createKeeper('second', newId)
  await second.use(vault, (left) => adopted.push(...left.map(({ words }) => words['en'] ?? '')))
  expect(adopted).toEqual([])
  first.close()
  await expect.poll(() => adopted).toEqual(['left behind'])
  second.close()
})
