import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishOutcome } from '../../server/outcomes/index.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { runSite, someOutcome, type RunningSite } from '../support/outcomes.ts'
import { id } from '../support/world.ts'

/** As the site has them, but for their number. */
const SIZES = { shelved: 5, listed: 2 }

let database: FreshDatabase
let site: RunningSite

beforeAll(async () => {
  database = await freshDatabase()
  const participant = { participates: [id(1)], observes: [] }
  site = await runSite(database.sql, { participant }, undefined, { sizes: SIZES })
  for (let n = 1; n <= 8; n++) {
    const supersedes = n === 2 ? 'PD-1' : null
    await database.sql.begin((tx) =>
      publishOutcome(tx, someOutcome({ reference: `PD-${n}`, supersedes }), {
        dialogueId: id(1),
        distribution: n === 3 ? 'participants' : 'public',
        publishedAt: `2026-11-${10 + n}T08:15:27.123Z`,
      }),
    )
  }
})
afterAll(async () => {
  await site.close()
  await database.close()
})

interface Page {
  readonly outcomes: readonly { readonly reference: string }[]
  readonly next: string | null
}

describe('very many outcomes', () => {
  it('OU37 every page of the list for machines and of the feed names the next one, as it was narrowed', async () => {
    for (const start of ['/outcomes.json', '/outcomes.json?q=categories']) {
      const found: string[] = []
      for (let path: string | null = start; path !== null;) {
        const page = (await (await site.get(path)).json()) as Page
        found.push(...page.outcomes.map(({ reference }) => reference))
        expect(page.outcomes.length).toBeLessThanOrEqual(SIZES.listed)
        if (page.next !== null)
          expect(page.next.includes('q=categories')).toBe(start.includes('q='))
        path = page.next
      }
      expect(found.sort()).toEqual(['PD-4', 'PD-5', 'PD-6', 'PD-7', 'PD-8'])
    }
    const next =
      /<link rel="next" type="application\/atom\+xml" href="https:[^"]*(\/outcomes[^"]*)"/
    const first = await (await site.get('/outcomes.atom')).text()
    const second = await (await site.get(next.exec(first)?.[1] ?? '')).text()
    const last = await (await site.get(next.exec(second)?.[1] ?? '')).text()
    expect([first, second, last].map((xml) => xml.match(/<entry>/g)?.length)).toEqual([2, 2, 1])
    expect(next.test(last)).toBe(false)
  })

  it('OU45 an address leads to its outcome for good, and to nobody who may not read it', async () => {
    for (const ending of ['', '.json', '.md', '.standing.json']) {
      for (let n = 1; n <= 8; n++) {
        const { status } = await site.get(`/outcomes/PD-${n}${ending}`)
        expect({ n, ending, status }).toEqual({ n, ending, status: n === 3 ? 404 : 200 })
      }
    }
    expect((await site.get('/outcomes/PD-3', { 'x-reader': 'participant' })).status).toBe(200)
    expect((await site.get('/outcomes/compare?a=PD-1&b=PD-8')).status).toBe(200)
    expect((await site.get('/outcomes/PD-9')).status).toBe(404)
  })

  it('OU43 how an outcome stands now is told for programs', async () => {
    const standing = async (reference: string) =>
      (await (await site.get(`/outcomes/${reference}.standing.json`)).json()) as object
    expect(await standing('PD-1')).toMatchObject({
      reference: 'PD-1',
      publishedOn: '2026-11-11',
      leafIndex: 0,
      supersededBy: 'PD-2',
      withdrawnOn: null,
    })
    expect(await standing('PD-8')).toMatchObject({ supersededBy: null })
  })
})
