import { strFromU8, unzipSync } from 'fflate'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CanonicalOutcome } from '#shared/outcomes'
import { publishOutcome } from '../../server/outcomes/index.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { runSite, type RunningSite } from '../support/outcomes.ts'
import { id, smallWorld, type Person } from '../support/world.ts'

type Standing = 'agreed' | 'agreed-ad-referendum' | 'reserved' | 'not-agreed'
type Side = 'A' | 'B'

/** What nobody may learn: who did what, in which order, how often, and when. */
interface Secrets {
  readonly clauses: readonly {
    readonly odd: Side
    readonly first: Side
    readonly sealed: boolean
    readonly failures: readonly Side[]
    readonly stance: 'support' | 'oppose' | 'reserve'
    readonly statedBy: Side
    readonly drafts: number
  }[]
  readonly chairs: readonly Person[]
  readonly delays: readonly number[]
  readonly assembler: Person
  readonly second: number
}

const CANARY = 'CANARY'
const HEADS: Readonly<Record<Side, Person>> = { A: 'headA', B: 'headB' }
const ODD_ANSWER = {
  agreed: 'no-objection',
  'agreed-ad-referendum': 'agree-ad-referendum',
  reserved: 'reserve',
  'not-agreed': 'object',
} as const

const side = fc.constantFrom<Side>('A', 'B')
const clauseSecrets = fc.record({
  odd: side,
  first: side,
  sealed: fc.boolean(),
  failures: fc.array(side, { maxLength: 2 }),
  stance: fc.constantFrom('support' as const, 'oppose' as const, 'reserve' as const),
  statedBy: side,
  drafts: fc.nat({ max: 3 }),
})
const secrets: fc.Arbitrary<Secrets> = fc.record({
  clauses: fc.array(clauseSecrets, { minLength: 3, maxLength: 3 }),
  chairs: fc.shuffledSubarray<Person>(['chairOne', 'chairTwo'], { minLength: 2 }),
  delays: fc.array(fc.integer({ min: 0, max: 3_600_000 }), { minLength: 6, maxLength: 6 }),
  assembler: fc.constantFrom<Person>('chairOne', 'chairTwo', 'rapporteur'),
  second: fc.integer({ min: 10, max: 59 }),
})
const standings = fc.array(
  fc.constantFrom<Standing>('agreed', 'agreed-ad-referendum', 'reserved', 'not-agreed'),
  { minLength: 3, maxLength: 3 },
)

/** Lives through a history by the real rules, up to what two keys publish. */
function live(facts: readonly Standing[], hidden: Secrets): CanonicalOutcome {
  const world = smallWorld()
  const wait = (n: number) => (world.now += hidden.delays[n % hidden.delays.length]!)
  world.clauses.forEach((clauseId, n) => {
    const secret = hidden.clauses[n]!
    const final = world.words.get(clauseId)!
    for (let draft = 0; draft < secret.drafts; draft += 1) {
      world.edit(clauseId, { en: `${CANARY} draft ${draft}`, zh: `${CANARY}${draft}` })
      wait(draft)
    }
    world.edit(clauseId, final)
    world.as(HEADS[secret.statedBy], 'positions/state', {
      subject: { kind: 'clause', id: clauseId },
      stance: secret.stance,
      rationale: { en: `${CANARY} ${secret.statedBy}`, zh: CANARY },
      table: secret.sealed,
    })
    for (const objector of secret.failures) ballot(clauseId, 'object', objector, secret)
    ballot(clauseId, ODD_ANSWER[facts[n]!], secret.odd, secret)
    wait(n)
  })

  function ballot(clauseId: string, answer: string, odd: Side, secret: Secrets['clauses'][number]) {
    const { hash } = world.clauseWords(clauseId)
    const asked = world.do(hidden.chairs[0]!, 'agreement/open-ballot', {
      clauseId,
      hash,
      secrecy: secret.sealed ? 'sealed' : 'open',
      despiteConcordance: true,
    })
    const ballotId = asked.id
    for (const one of secret.first === 'A' ? (['A', 'B'] as const) : (['B', 'A'] as const)) {
      const given = one === odd ? answer : 'agree'
      const reason = `${CANARY} reason of ${one}`
      world.do(HEADS[one], 'agreement/answer', { ballotId, hash, answer: given, reason })
      wait(3)
    }
    world.as(hidden.chairs[1]!, 'agreement/close-ballot', { ballotId })
  }

  const { id: outcomeId, digest } = world.do(hidden.assembler, 'outcomes/assemble', {
    proposalId: world.proposal,
    kind: 'co-chairs-summary',
    reference: 'PD-2026-07',
    title: { en: 'Categories of data', zh: '数据类别' },
    date: '2026-11-24',
    distribution: 'public',
  })
  for (const chair of hidden.chairs) world.do(chair, 'outcomes/approve', { outcomeId, digest })
  const published = world.effects.find((effect) => effect.type === 'outcome/publish')
  if (published === undefined) throw new Error('nothing was published')
  return published.canonical
}

const PATHS = [
  '/outcomes',
  '/outcomes?lang=zh',
  '/outcomes?q=clause',
  '/outcomes.json',
  '/outcomes.atom',
  '/sitemap.xml',
  ...[
    '',
    '?lang=en',
    '?lang=zh',
    '.json',
    '.md',
    '.akn.xml',
    '.docx',
    '.pdf',
    '.bib',
    '.ris',
    '.txt',
  ].map((ending) => `/outcomes/PD-2026-07${ending}`),
  '/outcomes/PD-2026-08',
  '/outcomes/compare?a=PD-2026-07&b=PD-2026-07',
  '/log/head',
  '/log/leaves',
  '/log/checkpoint',
  '/log/inclusion?leaf=0',
  '/log/verify',
]

let database: FreshDatabase
let site: RunningSite

beforeAll(async () => {
  database = await freshDatabase()
  site = await runSite(database.sql)
})

afterAll(async () => {
  await site.close()
  await database.close()
})

/** Publishes into an empty log that keeps its key, and takes down every public byte and header. */
async function observe(canonical: CanonicalOutcome, hidden: Secrets, dialogue: number) {
  await database.sql`TRUNCATE outcomes, log_leaves, log_heads, outcome_follow_ups`
  await database.sql.begin((tx) =>
    publishOutcome(tx, canonical, {
      dialogueId: id(dialogue),
      distribution: 'public',
      publishedAt: `2026-11-24T08:${hidden.second}:${hidden.second}.123Z`,
    }),
  )
  const seen: Record<string, string> = {}
  for (const path of PATHS) {
    const answer = await site.get(path)
    const headers = [...answer.headers].filter(([name]) => name !== 'date').sort()
    const body = Buffer.from(await answer.arrayBuffer())
    seen[path] = `${answer.status} ${JSON.stringify(headers)}\n${body.toString('latin1')}`
  }
  return seen
}

function differing(one: Record<string, string>, other: Record<string, string>): string[] {
  return PATHS.filter((path) => one[path] !== other[path])
}

describe('what the public can learn', () => {
  it('OU8 histories that publish the same words are the same to the public, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(standings, secrets, secrets, async (facts, one, other) => {
        const published = live(facts, one)
        expect(published.clauses.map(({ status }) => status)).toEqual(facts)
        const first = await observe(published, one, 7001)
        const second = await observe(live(facts, other), other, 7002)
        expect(differing(first, second)).toEqual([])
      }),
      { numRuns: 6 },
    )
  })

  it('OU8 a planted leak is caught', async () => {
    const [hidden] = fc.sample(secrets, { numRuns: 1, seed: 1 })
    const facts: Standing[] = ['agreed', 'reserved', 'not-agreed']
    const published = live(facts, hidden!)
    const honest = await observe(published, hidden!, 7001)
    const leaking = { ...published, place: { en: hidden!.clauses[1]!.odd, zh: '' } }
    const caught = differing(honest, await observe(leaking, hidden!, 7001))
    expect(caught).toContain('/outcomes/PD-2026-07.docx')
    expect(caught).toContain('/log/leaves')
  })

  it('OU6 no file carries a draft, a reason, an id or the instant, packed or not', async () => {
    const [hidden] = fc.sample(secrets, { numRuns: 1, seed: 2 })
    const seen = await observe(live(['agreed', 'reserved', 'not-agreed'], hidden!), hidden!, 7001)
    const docx = await (await site.get('/outcomes/PD-2026-07.docx')).arrayBuffer()
    const unpacked = Object.values(unzipSync(new Uint8Array(docx))).map((file) => strFromU8(file))
    const all = [...Object.values(seen), ...unpacked].join('\n')
    expect(all).toContain('Clause 1.')
    for (const secret of [
      CANARY,
      '00000000-0000-4000',
      'Side A',
      'Side B',
      'headA',
      ':08:',
      `08:${hidden!.second}`,
    ]) {
      expect(all).not.toContain(secret)
    }
  })
})
