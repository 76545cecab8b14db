import type { Bilingual } from '#shared/kernel'

/** One point of an agenda of the demonstration. */
interface DemoAgendaItem {
  readonly title: Bilingual
  readonly minutes: number
  readonly questions?: readonly string[]
  readonly proposals?: readonly string[]
}

/** A session of the demonstration: when it begins and ends, in minutes from the opening of the dialogue. */
export interface DemoSession {
  readonly key: string
  readonly title: Bilingual
  readonly from: number
  readonly to: number
  readonly agenda: readonly DemoAgendaItem[]
}

const DAY = 24 * 60

/** The three sessions; the third is under way. */
export const DEMO_SESSIONS = {
  first: {
    key: 'session-1',
    title: { en: 'First session: taking stock', zh: '第一次会议：梳理分歧与共识' },
    from: -98 * DAY,
    to: -98 * DAY + 210,
    agenda: [
      {
        title: { en: 'Opening, ground rules and agenda', zh: '开幕、基本规则与议程' },
        minutes: 30,
      },
      {
        title: { en: 'First positions on all questions', zh: '就各项问题初步表明立场' },
        minutes: 90,
        questions: ['subtopic', 'which', 'narrow', 'boundary', 'third', 'minerals'],
      },
      {
        title: { en: 'A foundation for common definitions', zh: '共同界定的工作基础' },
        minutes: 90,
        questions: ['narrow'],
      },
    ],
  },
  second: {
    key: 'session-2',
    title: { en: 'Second session: towards texts', zh: '第二次会议：形成案文' },
    from: -42 * DAY,
    to: -42 * DAY + 240,
    agenda: [
      {
        title: { en: 'Positions revisited', zh: '再议各方立场' },
        minutes: 60,
        questions: ['which', 'territory', 'narrow', 'legacy'],
      },
      {
        title: {
          en: 'Drafting: safeguards for the common categories',
          zh: '起草：共同类别的保障措施',
        },
        minutes: 90,
        questions: ['territory'],
        proposals: ['categories'],
      },
      {
        title: {
          en: 'First reading: principles for semiconductors',
          zh: '一读：半导体若干原则',
        },
        minutes: 90,
        questions: ['boundary', 'third', 'minerals', 'legacy'],
      },
    ],
  },
  third: {
    key: 'session-3',
    title: { en: 'Third session: drafting', zh: '第三次会议：起草' },
    from: -65,
    to: 115,
    agenda: [
      { title: { en: 'Opening remarks', zh: '开幕致辞' }, minutes: 20 },
      {
        title: { en: 'What counts as sensitive data?', zh: '何谓敏感数据？' },
        minutes: 45,
        questions: ['which', 'narrow'],
      },
      {
        title: { en: 'Drafting: common categories', zh: '起草：共同类别' },
        minutes: 60,
        questions: ['which', 'territory', 'narrow'],
        proposals: ['categories'],
      },
      {
        title: {
          en: 'Boundary of national security in semiconductors',
          zh: '半导体领域国家安全的边界',
        },
        minutes: 45,
        questions: ['boundary', 'third', 'minerals', 'legacy'],
        proposals: ['semiconductors'],
      },
    ],
  },
} as const satisfies Record<string, DemoSession>

/** A visit that was planned beside the sessions and called off. */
export const DEMO_CALLED_OFF = {
  key: 'session-4',
  title: {
    en: 'Site visit: how a mature-process fab traces its customers',
    zh: '实地考察：成熟制程晶圆厂如何追溯客户',
  },
  inDays: 24,
  /** Hours of that day, UTC: the afternoon in East Asia. */
  from: 6,
  to: 9,
  reason: {
    en: 'The host cannot admit experts of both countries on one day before the new year. The co-chairs will propose a date in the spring; the questions for the visit go to the drafting group on notices.',
    zh: '接待方年内无法在同一天接待两国专家。联合主席将另提春季日期；拟在考察中提出的问题转交通报事项起草小组。',
  },
} as const

/** A point that the co-chairs keep for themselves until they see how the drafting goes. */
export const DEMO_KEPT_ITEM = {
  visibility: 'bureau',
  title: {
    en: 'Whether to call a package: categories together with legacy chips',
    zh: '是否提出一揽子方案：数据类别与成熟制程芯片一并处理',
  },
  minutes: 20,
  questionIds: [],
  proposalIds: [],
} as const

/** A drafting group at work beside the plenary. */
export const DEMO_GROUP = {
  title: {
    en: 'What notice of a control must state',
    zh: '管制通报应载明的内容',
  },
  clauses: ['s-notice', 's-assessment'],
  members: ['engineeringA', 'legalB', 'industryB'],
} as const
