import { strFromU8, unzipSync } from 'fflate'
import type express from 'express'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutcomeEffect } from '#shared/outcomes'
import { carryOutOutcome } from '../../server/outcomes/index.ts'
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
    /** Which side holds the first of two competing brackets that were left. */
    readonly holder: Side
  }[]
  readonly chairs: readonly Person[]
  /** Those who consented to be named, in the order of consenting, and somebody who thought better of it. */
  readonly named: readonly Person[]
  readonly revoked: Person
  /** Who noted the referral and what became of it. */
  readonly noters: readonly Person[]
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
  holder: side,
})
const secrets: fc.Arbitrary<Secrets> = fc.record({
  clauses: fc.array(clauseSecrets, { minLength: 3, maxLength: 3 }),
  chairs: fc.shuffledSubarray<Person>(['chairOne', 'chairTwo'], { minLength: 2 }),
  named: fc.shuffledSubarray<Person>(['headB', 'delegateA', 'chairTwo'], { minLength: 3 }),
  revoked: fc.constantFrom<Person>('headA', 'delegateB', 'rapporteur', 'convener'),
  noters: fc.shuffledSubarray<Person>(['chairOne', 'chairTwo', 'rapporteur'], { minLength: 2 }),
  delays: fc.array(fc.integer({ min: 0, max: 3_600_000 }), { minLength: 6, maxLength: 6 }),
  assembler: fc.constantFrom<Person>('chairOne', 'chairTwo', 'rapporteur'),
  second: fc.integer({ min: 10, max: 59 }),
})
const standings = fc.array(
  fc.constantFrom<Standing>('agreed', 'agreed-ad-referendum', 'reserved', 'not-agreed'),
  { minLength: 3, maxLength: 3 },
)

/** What happened to the outcome after its publication; the public knows it. */
interface After {
  readonly referred: boolean
  readonly withdrawn: boolean
}

type Published = Extract<OutcomeEffect, { type: 'outcome/publish' }>

/** What is public of an outcome's later life. */
const outcomes = fc.record({ referred: fc.boolean(), withdrawn: fc.boolean() })

/** Lives through a history by the real rules: what two keys publish, and what became of it. */
function live(
  facts: readonly Standing[],
  hidden: Secrets,
  after: After = { referred: true, withdrawn: false },
): OutcomeEffect[] {
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
    if (facts[n] === 'not-agreed') world.edit(clauseId, bracketed(secret.holder))
    wait(n)
  })
  for (const person of [...hidden.named, hidden.revoked]) {
    world.do(person, 'outcomes/choose-naming', { consents: true })
    wait(1)
  }
  world.do(hidden.revoked, 'outcomes/choose-naming', { consents: false })

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
    preamble: { en: 'Noting the work done,', zh: '注意到已开展的工作，' },
    recommendations: [{ en: 'Compare the lists.', zh: '比较各自清单。' }],
    date: '2026-11-24',
    distribution: 'public',
  })
  for (const chair of hidden.chairs) world.do(chair, 'outcomes/approve', { outcomeId, digest })
  if (after.referred) noteWhatBecame(String(outcomeId))
  if (after.withdrawn) withdraw(String(outcomeId))
  return world.effects.filter((effect): effect is OutcomeEffect =>
    effect.type.startsWith('outcome/'),
  )

  function noteWhatBecame(id: string) {
    const [one, other] = hidden.noters
    const channel = { en: 'Intergovernmental dialogue on AI', zh: '政府间人工智能对话' }
    note(one!, 'outcomes/refer', { outcomeId: id, channel })
    wait(2)
    const words = { en: 'Taken up at the second meeting.', zh: '第二次会议已采纳。' }
    const fate = { outcomeId: id, recommendation: '1', status: 'taken-up', words }
    note(other!, 'outcomes/follow-up', fate)
    note(one!, 'outcomes/follow-up', { ...fate, status: 'under-discussion', corrects: 2 })

    function note(who: Person, type: string, payload: object) {
      const { noteId } = world.do(who, type, payload)
      const chair = hidden.chairs.find((each) => each !== who)!
      world.do(chair, 'outcomes/second-note', { outcomeId: id, noteId })
    }
  }

  function withdraw(id: string) {
    const [first, second] = hidden.chairs
    const reason = { en: 'A figure was wrong.', zh: '有一处数字有误。' }
    world.do(first!, 'outcomes/propose-withdrawal', { outcomeId: id, reason })
    wait(4)
    world.do(second!, 'outcomes/second-withdrawal', { outcomeId: id })
  }
}

/** Words that were left in competing brackets, each with its holder's label; their order tells the holder too. */
function bracketed(first: Side) {
  const other = first === 'A' ? 'B' : 'A'
  const [en, zh] =
    first === 'A'
      ? [
          ['shall', 'should'],
          ['应当', '宜'],
        ]
      : [
          ['should', 'shall'],
          ['宜', '应当'],
        ]
  const chinese = { A: '甲方', B: '乙方' }
  return {
    en: `Each side [${first}: ${en[0]}][${other}: ${en[1]}] keep its list short.`,
    zh: `各方［${chinese[first]}：${zh[0]}］［${chinese[other]}：${zh[1]}］保持清单简短。`,
  }
}

const publishedIn = (effects: readonly OutcomeEffect[]): Published =>
  effects.find((effect) => effect.type === 'outcome/publish')!

const PATHS = [
  '/outcomes',
  '/outcomes?lang=zh',
  '/outcomes?q=clause',
  `/outcomes?q=${encodeURIComponent('条款')}&lang=zh`,
  '/outcomes?by=topic',
  '/outcomes?by=dialogue&lang=en',
  '/outcomes.json',
  '/outcomes.json?q=clause',
  '/outcomes.atom?q=clause',
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
    '.md?copy=2',
    '?copy=1',
    '.pdf?lang=zh',
    '.docx?lang=zh&copy=2',
    '.withdrawal.json',
    '.standing.json',
  ].map((ending) => `/outcomes/PD-2026-07${ending}`),
  '/outcomes/PD-2026-08',
  '/outcomes/PD-2026-08.pdf',
  '/outcomes/PD-2026-07.exe',
  '/outcomes/compare?a=PD-2026-07&b=PD-2026-08',
  '/outcomes/compare?a=PD-2026-07&b=PD-2026-07',
  '/log/head',
  '/log/leaves',
  '/log/checkpoint',
  '/log/inclusion?leaf=0',
  '/log/consistency?first=1',
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
async function observe(effects: readonly OutcomeEffect[], hidden: Secrets, dialogue: number) {
  await database.sql`TRUNCATE outcomes, log_leaves, log_heads, outcome_follow_ups, outcome_files`
  const now = `2026-11-24T08:${hidden.second}:${hidden.second}.123Z`
  for (const effect of effects) {
    const noted = effect.type === 'outcome/note' ? { ...effect.note, at: now } : undefined
    const done = effect.type === 'outcome/note' ? { ...effect, note: noted! } : effect
    await database.sql.begin((tx) => carryOutOutcome(tx, done, { dialogueId: id(dialogue), now }))
  }
  return takeDown(site)
}

async function takeDown(from: RunningSite) {
  const seen: Record<string, string> = {}
  for (const path of PATHS) {
    const answer = await from.get(path)
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
      fc.asyncProperty(standings, secrets, secrets, outcomes, async (facts, one, other, after) => {
        const effects = live(facts, one, after)
        const { canonical } = publishedIn(effects)
        expect(canonical.clauses.map(({ status }) => status)).toEqual(facts)
        expect(canonical.participants).toHaveLength(3)
        const first = await observe(effects, one, 7001)
        const second = await observe(live(facts, other, after), other, 7002)
        expect(differing(first, second)).toEqual([])
      }),
      { numRuns: 6 },
    )
  })

  it('OU8 a planted leak is caught', async () => {
    const [hidden] = fc.sample(secrets, { numRuns: 1, seed: 1 })
    const facts: Standing[] = ['agreed', 'reserved', 'not-agreed']
    const effects = live(facts, hidden!)
    const honest = await observe(effects, hidden!, 7001)
    const leakIn = async (leaking: OutcomeEffect) => {
      const planted = effects.map((effect) => (effect.type === leaking.type ? leaking : effect))
      return differing(honest, await observe(planted, hidden!, 7001))
    }
    const published = publishedIn(effects)
    const place = { en: hidden!.clauses[1]!.odd, zh: '' }
    const caught = await leakIn({ ...published, canonical: { ...published.canonical, place } })
    expect(caught).toContain('/outcomes/PD-2026-07.docx')
    expect(caught).toContain('/log/leaves')
    const noted = effects.find((effect) => effect.type === 'outcome/note')!
    const words = { en: hidden!.noters[0]!, zh: '' }
    expect(await leakIn({ ...noted, note: { ...noted.note, words } })).toEqual([
      '/outcomes/PD-2026-07',
      '/outcomes/PD-2026-07?lang=en',
      '/outcomes/PD-2026-07?lang=zh',
      '/outcomes/PD-2026-07?copy=1',
    ])
  })

  it('OU8 a leak planted in any answer, its tag, a header or what is not found is caught', async () => {
    const [hidden] = fc.sample(secrets, { numRuns: 1, seed: 3 })
    const effects = live(['agreed', 'reserved', 'not-agreed'], hidden!, {
      referred: true,
      withdrawn: true,
    })
    const honest = await observe(effects, hidden!, 7001)
    expect(Object.keys(honest)).toEqual(PATHS)
    for (const path of PATHS) {
      expect(honest[path], path).toMatch(/^\d{3} \[.*content-security-policy/)
      const leak = async (plant: (res: express.Response) => void) => {
        const leaking = await runSite(database.sql, {}, (req, res, next) => {
          if (req.originalUrl === path) plant(res)
          next()
        })
        try {
          return differing(honest, await takeDown(leaking))
        } finally {
          await leaking.close()
        }
      }
      const inBody = (res: express.Response) => {
        const sendAsItIs = res.send.bind(res)
        res.send = (body: string | Buffer) =>
          sendAsItIs(Buffer.concat([Buffer.from(body), Buffer.from(` ${hidden!.assembler}`)]))
      }
      expect(await leak(inBody), `body of ${path}`).toEqual([path])
      const inHeader = (res: express.Response) => res.set('X-Took', String(hidden!.delays[0]))
      expect(await leak(inHeader), `header of ${path}`).toEqual([path])
      if (!honest[path]!.startsWith('200')) continue
      const inTag = (res: express.Response) => {
        const setAsItIs = res.set.bind(res) as (...given: unknown[]) => express.Response
        res.set = ((...given: unknown[]) =>
          setAsItIs(...(given[0] === 'ETag' ? ['ETag', `"${hidden!.second}"`] : given))) as never
      }
      expect(await leak(inTag), `tag of ${path}`).toEqual([path])
    }
  })

  it('OU6 no file carries a draft, a reason, an id or the instant, packed or not', async () => {
    const [hidden] = fc.sample(secrets, { numRuns: 1, seed: 2 })
    const seen = await observe(live(['agreed', 'reserved', 'not-agreed'], hidden!), hidden!, 7001)
    const docx = await (await site.get('/outcomes/PD-2026-07.docx')).arrayBuffer()
    const unpacked = Object.values(unzipSync(new Uint8Array(docx))).map((file) => strFromU8(file))
    const all = [...Object.values(seen), ...unpacked].join('\n')
    expect(all).toContain('Clause 1.')
    expect(all).toContain('[shall][should]')
    const canonical = await (await site.get('/outcomes/PD-2026-07.json')).text()
    for (const label of ['[A', '[B', '甲方', '乙方']) expect(canonical).not.toContain(label)
    for (const secret of [CANARY, '00000000-0000-4000', 'headA', ':08:', `08:${hidden!.second}`]) {
      expect(all.includes(secret), secret).toBe(false)
    }
  })
})
