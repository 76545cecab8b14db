import { NO_STATE, evolve } from '#shared/app'
import {
  clauseHash,
  languageHash,
  plainWords,
  type ClauseWords,
  type Words,
} from '#shared/proposals'
import { checkChain } from '#shared/record'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { DEMO_DIALOGUE_ID, type DemoPorts } from '../../server/demo/script.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { createExecute } from '../../server/dialogues/execute.ts'
import { foundDialogue, wasCarriedOut } from '../../server/dialogues/found.ts'
import { dialoguesOf } from '../../server/dialogues/store.ts'
import { createLedger } from '../../server/platform/ledger.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { sha256 } from '../support/world.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

/** The record is PostgreSQL's; words are held here, where the rules meet them. */
async function open() {
  const { sql } = database
  const fold = { initial: NO_STATE, evolve }
  const ledger = await createLedger({ db: sql, fold, sha256, publish: () => undefined })
  const texts = new Map<string, Words>()
  const wordsOf = (clauseId: string, kind: Parameters<typeof clauseHash>[0]): ClauseWords => {
    const words = texts.get(clauseId) ?? { en: '', zh: '' }
    const languageHashes = {
      en: languageHash(words.en, sha256),
      zh: languageHash(words.zh, sha256),
    }
    const brackets = `${words.en}${words.zh}`.match(/[[［]/g)?.length ?? 0
    return { words, hash: clauseHash(kind, words, sha256), languageHashes, brackets }
  }
  const execute = createExecute({
    ledger,
    sha256,
    newId: randomUUID,
    ports: {
      words: (_tx, clauseId, kind) => Promise.resolve(wordsOf(clauseId, kind)),
      effect: (_tx, effect) => {
        if (effect.type === 'text/create') texts.set(effect.textId, plainWords(effect.runs))
        if (effect.type === 'text/fork') {
          texts.set(effect.textId, texts.get(effect.fromId) ?? { en: '', zh: '' })
        }
        return Promise.resolve()
      },
      marks: () => Promise.resolve([]),
      follow: () => Promise.resolve(),
      committed: () => undefined,
    },
  })
  const ports: DemoPorts = {
    createAccount: () => Promise.resolve(),
    openDialogue: (founding) => foundDialogue(sql, sha256, founding),
    wasCarriedOut: (key) => wasCarriedOut(sql, key),
    write: ({ textId, words }) => {
      texts.set(textId, words)
      return Promise.resolve()
    },
    execute,
    roomEvents: (dialogueId) => ledger.events(dialogueId, 'room', 0),
    visitedAt: () => Promise.resolve(),
  }
  return { ledger, ports }
}

describe('the demonstration on PostgreSQL', () => {
  it('RC1 stands in a record whose chains hold, and is set up once', async () => {
    const { ledger, ports } = await open()
    await seedDemo(ports)
    const state = await ledger.state(DEMO_DIALOGUE_ID)
    const sides = state?.room.dialogue.delegations.map(({ id }) => `delegation:${id}` as const)
    for (const audience of ['room', ...(sides ?? [])]) {
      const events = await ledger.events(DEMO_DIALOGUE_ID, audience, 0)
      expect(events.length).toBeGreaterThan(10)
      expect(checkChain(events, sha256).ok).toBe(true)
    }
    // What is told happened when its session was held.
    const [first, second] = state?.room.sessions.list ?? []
    for (const ballot of state?.room.agreement.ballots.slice(0, 4) ?? []) {
      expect(ballot.openedAt > first!.startsAt && ballot.openedAt < first!.endsAt).toBe(true)
    }
    const room = await ledger.events(DEMO_DIALOGUE_ID, 'room', 0)
    expect(room.map(({ at }) => at)).toEqual(room.map(({ at }) => at).sort())
    const [last] = room.filter(({ type }) => type === 'RevisionIssued').slice(-1)
    expect(last!.at > second!.endsAt).toBe(true)
    expect(state?.room.outcomes.list[0]?.status).toBe('published')
    const before = await ledger.heads(DEMO_DIALOGUE_ID)
    await seedDemo((await open()).ports)
    expect(await ledger.heads(DEMO_DIALOGUE_ID)).toEqual(before)
  })

  it('DI2 is in the list of everybody admitted, the convener included', async () => {
    for (const { id, role } of Object.values(DEMO_PEOPLE)) {
      const [entry] = await dialoguesOf(database.sql, id)
      expect(entry).toMatchObject({ id: DEMO_DIALOGUE_ID, role })
    }
  })
})
