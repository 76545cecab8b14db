import type { Bilingual } from '#shared/kernel'
import { DEMO_CATEGORIES, DEMO_FIRST_PART_ENDS } from './content-categories.ts'
import { DEMO_COMMENTS } from './content-comments.ts'
import { DEMO_GLOSSARY } from './content-glossary.ts'
import { DEMO_OUTCOME } from './content-outcome.ts'
import { DEMO_POSITIONS_SECOND } from './content-positions-second.ts'
import { DEMO_POSITIONS_FIRST, type DemoStatement } from './content-positions.ts'
import { DEMO_SEMICONDUCTORS } from './content-semiconductors.ts'
import { DEMO_GROUP, DEMO_KEPT_ITEM, DEMO_SESSIONS, type DemoSession } from './content-sessions.ts'
import {
  DEMO_GROUND_RULES,
  DEMO_QUESTIONS,
  DEMO_STRAW_POLL,
  DEMO_TITLE,
  DEMO_TOPICS,
} from './content-topics.ts'
import { DEMO_DRAFTING_FIRST, DEMO_DRAFTING_SECOND, DEMO_WORDINGS } from './content-wordings.ts'
import type { DemoProposal } from './content.ts'
import {
  DEMO_DELEGATIONS,
  DEMO_PASSWORD,
  DEMO_PEOPLE,
  DEMO_TIME_ZONES,
  type DemoName,
} from './people.ts'
import { publishFoundation, publishSummary } from './published.ts'
import { DEMO_DIALOGUE_ID, DemoScript, type DemoPorts } from './script.ts'
import { callOff, keepMinutes } from './seed-minutes.ts'
import { beginCrosswalk, continueCrosswalk, weighMeasures } from './seed-worksheets.ts'

const MINUTE = 60_000
const DAY = 24 * 60
const FOUNDED_DAYS_AGO = 120
const EVERYBODY = Object.keys(DEMO_PEOPLE) as DemoName[]

/**
 * Sets up the demonstration through the rules that hold for everybody. Every id is the same every time:
 * after an interruption it goes on where it stopped, and once it is finished it does nothing.
 */
export async function seedDemo(ports: DemoPorts): Promise<void> {
  for (const { id, email, name } of Object.values(DEMO_PEOPLE)) {
    const names = { name: name.en, nameZh: name.zh }
    await ports.createAccount({ id, email, ...names, password: DEMO_PASSWORD })
  }
  const { id: accountId, name } = DEMO_PEOPLE.convener
  const convener = { accountId, name }
  const founding = { dialogueId: DEMO_DIALOGUE_ID, title: DEMO_TITLE, convener }
  const { at } = await ports.openDialogue({ ...founding, daysAgo: FOUNDED_DAYS_AGO })
  const now = Date.parse(at) + FOUNDED_DAYS_AGO * DAY * MINUTE
  const script = new DemoScript(ports, now)
  if (await script.isFinished()) return
  await constitute(script)
  script.passTo(-110 * DAY)
  for (const session of Object.values(DEMO_SESSIONS)) await plan(script, session)
  await firstSession(script)
  await publishFoundation(script, now)
  await secondSession(script)
  await keepMinutes(script, ports)
  await publishSummary(script, now)
  await callOff(script)
  await thirdSession(script, now)
  await define(script)
  await discuss(script)
  await ports.visitedAt(DEMO_DIALOGUE_ID, script.instant(DEMO_SESSIONS.second.to + 20))
  await script.finish()
}

async function constitute(script: DemoScript): Promise<void> {
  script.beginAt(-FOUNDED_DAYS_AGO * DAY)
  for (const [side, name] of Object.entries(DEMO_DELEGATIONS)) {
    await script.do('convener', 'dialogues/add-delegation', { name }, `delegation-${side}`)
  }
  for (const [side, timeZone] of Object.entries(DEMO_TIME_ZONES)) {
    const zone = { delegationId: script.id(`delegation-${side}`), timeZone }
    await script.do('convener', 'dialogues/set-time-zone', zone)
  }
  for (const [who, { id, name, role, side, expertise }] of Object.entries(DEMO_PEOPLE)) {
    if (who === 'convener') continue
    const delegationId = side === null ? null : script.id(`delegation-${side}`)
    const member = { accountId: id, name, role, delegationId, expertise }
    // Of a delegation the convener seats the head, who comes first; the head admits everybody else.
    const by = side === null || role === 'head' ? 'convener' : (`head${side}` as const)
    await script.do(by, 'dialogues/admit-member', member)
  }
  for (const { key, parent, title } of DEMO_TOPICS) {
    const parentId = parent === undefined ? null : script.id(parent)
    await script.do('convener', 'dialogues/add-topic', { parentId, title }, key)
  }
  for (const { key, topic, linked, text } of DEMO_QUESTIONS) {
    const linkedTopicIds = linked.map((other) => script.id(other))
    const question = { topicId: script.id(topic), linkedTopicIds, text }
    await script.do('chairOne', 'dialogues/add-question', question, key)
  }
  await script.do('convener', 'dialogues/issue-ground-rules', { text: DEMO_GROUND_RULES })
  for (const [place, who] of EVERYBODY.entries()) {
    if (who === 'observer') continue
    // Everybody in their own time.
    script.passTo(-118 * DAY + place * 7 * 60)
    await script.do(who, 'dialogues/accept-ground-rules', { version: 1 })
  }
}

async function plan(script: DemoScript, session: DemoSession): Promise<void> {
  const times = {
    startsAt: script.wholeMinute(session.from),
    endsAt: script.wholeMinute(session.to),
  }
  await script.do('chairOne', 'sessions/plan', { title: session.title, ...times }, session.key)
}

async function open(script: DemoScript, { key, agenda, from }: DemoSession): Promise<void> {
  script.passTo(from - 12)
  const sessionId = script.id(key)
  await script.do('chairOne', 'sessions/open', { sessionId })
  for (const [index, { title, minutes, questions = [], proposals = [] }] of agenda.entries()) {
    const item = {
      sessionId,
      title,
      minutes,
      questionIds: questions.map((question) => script.id(question)),
      proposalIds: proposals.map((proposal) => script.id(proposal)),
    }
    await script.do('chairOne', 'sessions/add-agenda-item', item, `${key}-item-${index}`)
  }
}

async function start(
  script: DemoScript,
  { key, agenda, from }: DemoSession,
  index: number,
): Promise<void> {
  const before = agenda.slice(0, index).reduce((sum, { minutes }) => sum + minutes, 0)
  script.passTo(from + before)
  const item = { sessionId: script.id(key), itemId: script.id(`${key}-item-${index}`) }
  await script.do('chairTwo', 'sessions/start-agenda-item', item)
}

async function enter(script: DemoScript, { key }: DemoSession, phase: string): Promise<void> {
  await script.do('chairTwo', 'sessions/change-phase', { sessionId: script.id(key), phase })
}

async function close(script: DemoScript, session: DemoSession): Promise<void> {
  script.passTo(session.to - 9)
  await enter(script, session, 'review')
  await enter(script, session, 'closing')
  const last = `${session.key}-item-${session.agenda.length - 1}`
  const sessionId = script.id(session.key)
  await script.do('chairTwo', 'sessions/finish-agenda-item', { sessionId, itemId: script.id(last) })
  await script.do('chairOne', 'sessions/close', { sessionId })
}

async function openProposal(script: DemoScript, proposal: DemoProposal): Promise<void> {
  const { key, title, kind, topic } = proposal
  const payload = { title, kind, topicId: script.id(topic) }
  await script.do('rapporteur', 'proposals/open', payload, key)
}

async function state(script: DemoScript, statements: readonly DemoStatement[]): Promise<void> {
  for (const { side, on, tabled, ...statement } of statements) {
    const { stance, rationale, interests, conditions, sources } = statement
    const payload = {
      subject: script.subject(on),
      stance,
      rationale,
      ...(interests && { interests }),
      ...(conditions && { conditions }),
      ...(sources && { sources }),
      table: tabled,
    }
    await script.do(side === 'A' ? 'headA' : 'headB', 'positions/state', payload)
  }
}

async function firstSession(script: DemoScript): Promise<void> {
  const session = DEMO_SESSIONS.first
  await open(script, session)
  await start(script, session, 0)
  await enter(script, session, 'positions')
  await start(script, session, 1)
  await state(script, DEMO_POSITIONS_FIRST)
  await beginCrosswalk(script)
  await enter(script, session, 'drafting')
  await start(script, session, 2)
  await openProposal(script, DEMO_CATEGORIES)
  const upTo = firstPart()
  await script.addClauses('categories', null, DEMO_CATEGORIES.clauses.slice(0, upTo))
  for (const drafting of DEMO_DRAFTING_FIRST) await script.redraft(drafting)
  await openProposal(script, DEMO_OUTCOME)
  await script.addClauses(DEMO_OUTCOME.key, null, DEMO_OUTCOME.clauses)
  for (const { key, kind } of DEMO_OUTCOME.clauses) {
    if (kind === 'heading') continue
    await script.ballot(key, { headA: ['agree'], headB: ['agree'] })
  }
  await issue(script, 'categories', {
    en: 'First text of the co-chairs, for consultation at home.',
    zh: '联合主席初稿，供各代表团带回征求意见。',
  })
  await close(script, session)
}

function firstPart(): number {
  return DEMO_CATEGORIES.clauses.findIndex(({ key }) => key === DEMO_FIRST_PART_ENDS) + 1
}

async function issue(script: DemoScript, proposal: string, note: Bilingual): Promise<void> {
  const payload = { proposalId: script.id(proposal), note }
  await script.do('rapporteur', 'proposals/issue-revision', payload)
}

async function secondSession(script: DemoScript): Promise<void> {
  const session = DEMO_SESSIONS.second
  await open(script, session)
  await enter(script, session, 'drafting')
  await openProposal(script, DEMO_SEMICONDUCTORS)
  await script.addClauses('semiconductors', null, DEMO_SEMICONDUCTORS.clauses)
  await enter(script, session, 'positions')
  await start(script, session, 0)
  await state(script, DEMO_POSITIONS_SECOND)
  await continueCrosswalk(script)
  await weighMeasures(script)
  await enter(script, session, 'drafting')
  await start(script, session, 1)
  const rest = DEMO_CATEGORIES.clauses.slice(firstPart())
  await script.addClauses('categories', DEMO_FIRST_PART_ENDS, rest)
  for (const drafting of DEMO_DRAFTING_SECOND) await script.redraft(drafting)
  await decideClauses(script)
  await start(script, session, 2)
  await close(script, session)
  script.passTo(session.to + 3 * DAY)
  await issue(script, 'categories', {
    en: 'With the safeguards; four clauses were put to a ballot.',
    zh: '增列保障条款；四项条款已付诸表决。',
  })
  await issue(script, 'semiconductors', {
    en: 'Compilation after first reading.',
    zh: '一读后汇编案文。',
  })
}

async function decideClauses(script: DemoScript): Promise<void> {
  await script.ballot('c-essential', { headA: ['agree-ad-referendum'], headB: ['agree'] })
  await script.ballot('c-def-category', { headA: ['agree'], headB: ['no-objection'] })
  await script.ballot('c-territory', {
    headA: [
      'reserve',
      'We join on the understanding that the list of categories will be exhaustive. / 我方加入共识，但以类别清单为详尽列举为理解前提。',
    ],
    headB: ['agree'],
  })
  await script.ballot('c-access', {
    headA: ['agree'],
    headB: [
      'object',
      'The clause must also bind requests addressed to parent companies abroad; as it stands it covers half of the problem. / 本条还须约束针对境外母公司的调取要求；现有案文仅解决问题的一半。',
    ],
  })
  await script.confirmConcordance('c-experts')
}

const SILENCE_DAYS = 3

async function thirdSession(script: DemoScript, opened: number): Promise<void> {
  const session = DEMO_SESSIONS.third
  await open(script, session)
  await start(script, session, 0)
  await enter(script, session, 'positions')
  await start(script, session, 1)
  await enter(script, session, 'drafting')
  await start(script, session, 2)
  for (const wording of DEMO_WORDINGS) await script.word(wording)
  const request = { sessionId: script.id(session.key), kind: 'speech' }
  await script.do('engineeringA', 'sessions/request-floor', request)
  await script.do('legalB', 'sessions/request-floor', request)
  const noon = new Date(opened + SILENCE_DAYS * 24 * 60 * MINUTE).setUTCHours(12, 0, 0, 0)
  await script.silence('s-proportion', new Date(noon).toISOString())
  await script.do('chairTwo', 'agreement/open-straw-poll', DEMO_STRAW_POLL)
  await furnish(script, session.key)
}

/** What makes a session alive beside its agenda: who attends, a limit for speeches, a drafting group, a point kept back. */
async function furnish(script: DemoScript, key: string): Promise<void> {
  const sessionId = script.id(key)
  for (const who of ['chairOne', 'rapporteur', 'headA', 'headB', 'legalB'] as const) {
    const mode = who === 'headB' || who === 'legalB' ? 'in-room' : 'online'
    await script.do(who, 'sessions/confirm-attendance', { sessionId, mode })
  }
  await script.do('chairOne', 'sessions/set-speech-limit', { sessionId, seconds: 300 })
  await script.do('chairOne', 'sessions/add-agenda-item', { sessionId, ...DEMO_KEPT_ITEM })
  const { title, clauses, members } = DEMO_GROUP
  await script.do('chairTwo', 'sessions/convene-group', {
    title,
    proposalId: script.id('semiconductors'),
    clauseIds: clauses.map((clause) => script.id(clause)),
    memberIds: members.map((name) => DEMO_PEOPLE[name].id),
  })
}

async function define(script: DemoScript): Promise<void> {
  for (const { key, term, A, B, joint } of DEMO_GLOSSARY) {
    await script.do('rapporteur', 'glossary/propose-term', { term }, key)
    const entryId = script.id(key)
    await script.do('headA', 'glossary/define', { entryId, definition: A })
    await script.do('headB', 'glossary/define', { entryId, definition: B })
    if (joint === undefined) continue
    const { confirmed, en, zh } = joint
    await script.do('rapporteur', 'glossary/propose-joint', { entryId, definition: { en, zh } })
    for (const side of confirmed) {
      const head = side === 'A' ? 'headA' : 'headB'
      await script.do(head, 'glossary/confirm-joint', { entryId, version: 1 })
    }
  }
}

/** A place that stands nowhere: the passages of the demonstration are found by their quotes. */
const NOWHERE = 'AAAA'

async function discuss(script: DemoScript): Promise<void> {
  for (const [index, comment] of DEMO_COMMENTS.entries()) {
    const { by, to, clause, language, quote, body, replies = [], resolvedBy } = comment
    const passage = { textId: script.id(clause), language, anchor: NOWHERE, head: NOWHERE, quote }
    const key = `comment-${index}`
    await script.do(by, 'comments/make', { to, passage, body }, key)
    const commentId = script.id(key)
    for (const reply of replies) {
      await script.do(reply.by, 'comments/reply', { commentId, body: reply.body })
    }
    if (resolvedBy !== undefined) await script.do(resolvedBy, 'comments/resolve', { commentId })
  }
}
