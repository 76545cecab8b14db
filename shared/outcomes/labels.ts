import type { Bilingual, Language } from '#shared/kernel'
import type { ClauseStanding } from './canonical.ts'
import type { OutcomeKind } from './model.ts'

/** The names of the kinds of outcomes. */
export const KIND_LABELS: Readonly<Record<OutcomeKind, Bilingual>> = {
  'consensus-document': { en: 'Consensus document', zh: '共识文件' },
  'joint-statement': { en: 'Joint statement', zh: '联合声明' },
  'co-chairs-summary': { en: 'Co-chairs’ summary', zh: '联合主席总结' },
  'rapporteurs-report': { en: 'Rapporteur’s report', zh: '报告员报告' },
}

/** The names of the standings of published clauses. */
export const STANDING_LABELS: Readonly<Record<ClauseStanding, Bilingual>> = {
  agreed: { en: 'agreed', zh: '已达成一致' },
  'agreed-ad-referendum': { en: 'agreed ad referendum', zh: '待核准' },
  reserved: { en: 'agreed with reservations', zh: '附保留的一致' },
  'not-agreed': { en: 'not agreed', zh: '未达成一致' },
  reported: { en: 'reported', zh: '如实记录' },
  heading: { en: 'heading', zh: '标题' },
}

/** The names of a document's parts. */
export const PART_LABELS = {
  sides: { en: 'Delegations', zh: '代表团' },
  recommendations: { en: 'Recommendations', zh: '建议' },
  participants: { en: 'Participants', zh: '与会者' },
  disclaimer: { en: 'Disclaimer', zh: '声明' },
  attribution: { en: 'Rule of attribution', zh: '引述规则' },
} as const satisfies Record<string, Bilingual>

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A day as a reader writes it: `14 June 2024`, `2024年6月14日`. */
export function dayWords(day: string): Bilingual {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return {
    en: `${date} ${MONTHS[month - 1] ?? ''} ${year}`,
    zh: `${year}年${month}月${date}日`,
  }
}

/** The words in one language, or in the other when there are none. */
export function inLanguage(words: Bilingual, language: Language): string {
  return words[language] || words[language === 'en' ? 'zh' : 'en']
}
