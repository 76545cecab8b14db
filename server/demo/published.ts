import type { Bilingual } from '#shared/kernel'
import { DEMO_OUTCOME } from './content-outcome.ts'
import { DEMO_SESSIONS } from './content-sessions.ts'
import type { DemoName } from './people.ts'
import type { DemoScript } from './script.ts'

const MINUTE = 60_000
const DAY = 24 * 60

/** Those who agreed to stand by name under what is published; the others did not. */
export const DEMO_NAMED: readonly DemoName[] = [
  'headA',
  'legalB',
  'headB',
  'engineeringA',
  'chairOne',
  'chairTwo',
]

const RECOMMENDATIONS: readonly Bilingual[] = [
  {
    en: 'That both governments consider data security as a subtopic of their intergovernmental dialogue on artificial intelligence.',
    zh: '建议两国政府考虑将数据安全列为政府间人工智能对话的子议题。',
  },
  {
    en: 'That a joint group of legal and technical experts be asked to prepare parallel definitions within nine months, beginning with health, location and financial data.',
    zh: '建议委托法律与技术专家联合小组于九个月内拟订对照定义，先从健康、位置和金融数据着手。',
  },
  {
    en: 'That the commerce ministries, in their export-control information exchange, tell each other which data they regard as bearing on national security before a measure takes effect.',
    zh: '建议商务部门在出口管制信息交流中，于措施生效前相互通报其认为涉及国家安全的数据类别。',
  },
]

/** The fates of the recommendations, as the secretariat learned of them. */
const FATES = [
  {
    days: 21,
    recommendation: '2',
    status: 'taken-up',
    words: {
      en: 'A group of six lawyers and six engineers has been named; its first comparison, on location data, is due in the spring.',
      zh: '已指定由六名法律专家和六名工程专家组成的小组；首份对照（位置数据）定于春季完成。',
    },
  },
  {
    days: 38,
    recommendation: '1',
    status: 'under-discussion',
    words: {
      en: 'Placed on the draft agenda of the next round; both sides asked for a one-page explanation, which the secretariat has sent.',
      zh: '已列入下一轮对话的议程草案；双方均要求提供一页说明，秘书处已发送。',
    },
  },
] as const

/** Publishes what the first session agreed in whole, and notes what became of it. */
export async function publishFoundation(script: DemoScript, opened: number): Promise<void> {
  const { to } = DEMO_SESSIONS.first
  script.passTo(to + DAY)
  for (const who of DEMO_NAMED) await script.do(who, 'outcomes/choose-naming', { consents: true })
  await script.do('chairOne', 'outcomes/choose-alternat', { rule: 'rotating' })
  const outcomeId = await publish(
    script,
    {
      proposalId: script.id(DEMO_OUTCOME.key),
      kind: 'consensus-document',
      reference: 'PD-2026-01',
      title: DEMO_OUTCOME.title,
      convening: {
        en: 'Experts from both countries met for the first session of the dialogue, exchanged views in depth and in good faith, and reached the understandings below by consensus.',
        zh: '两国专家举行对话第一次会议，本着诚意深入交换意见，经协商一致达成以下共识。',
      },
      place: { en: 'Geneva', zh: '日内瓦' },
      recommendations: RECOMMENDATIONS,
      date: dayOf(opened, to),
    },
    to,
  )
  script.passTo(to + 6 * DAY)
  await noted(script, 'outcomes/refer', {
    outcomeId,
    recommendation: '1',
    channel: {
      en: 'Intergovernmental dialogue on artificial intelligence',
      zh: '政府间人工智能对话',
    },
  })
  await noted(script, 'outcomes/refer', {
    outcomeId,
    recommendation: '3',
    channel: {
      en: 'Export-control information exchange between the commerce ministries',
      zh: '商务部门间出口管制信息交流机制',
    },
  })
  for (const { days, ...fate } of FATES) {
    script.passTo(to + days * DAY)
    await noted(script, 'outcomes/follow-up', { outcomeId, ...fate })
  }
}

/** Notes something of an outcome with both keys: the rapporteur's, and a co-chair's. */
async function noted(
  script: DemoScript,
  type: 'outcomes/refer' | 'outcomes/follow-up',
  payload: { readonly outcomeId: unknown } & Readonly<Record<string, unknown>>,
): Promise<void> {
  const { noteId } = await script.do('rapporteur', type, payload)
  await script.do('chairTwo', 'outcomes/second-note', { outcomeId: payload.outcomeId, noteId })
}

/** Publishes the co-chairs' summary of where the work on categories stands: agreed, pending, not agreed. */
export async function publishSummary(script: DemoScript, opened: number): Promise<void> {
  const { to } = DEMO_SESSIONS.second
  await publish(
    script,
    {
      proposalId: script.id('categories'),
      kind: 'co-chairs-summary',
      reference: 'PD-2026-02',
      title: {
        en: 'Where the work on common categories stands after the second session',
        zh: '第二次会议后共同类别工作的进展情况',
      },
      convening: {
        en: 'This summary is issued by the co-chairs on their own responsibility. It states which paragraphs were agreed, which await confirmation, and which were not agreed; it does not say who held which view.',
        zh: '本总结由联合主席自行负责发布，列明哪些段落已达成一致、哪些待核准、哪些未达成一致，不说明何方持何种意见。',
      },
      place: { en: 'Singapore', zh: '新加坡' },
      date: dayOf(opened, to),
    },
    to,
  )
}

/** Assembles a day after the session's end, and turns a key on each of the next two days. */
async function publish(script: DemoScript, form: object, ended: number): Promise<unknown> {
  script.passTo(ended + DAY)
  const { id, digest } = await script.do('rapporteur', 'outcomes/assemble', {
    distribution: 'public',
    ...form,
  })
  for (const [index, chair] of (['chairOne', 'chairTwo'] as const).entries()) {
    script.passTo(ended + (index + 2) * DAY)
    await script.do(chair, 'outcomes/approve', { outcomeId: id, digest })
  }
  return id
}

function dayOf(opened: number, minutes: number): string {
  return new Date(opened + minutes * MINUTE).toISOString().slice(0, 10)
}
