import { calendarFile, calendarOf, type CalendarEntry, type DatedEntry } from '#shared/app'
import type { Language } from '#shared/kernel'
import type { RecordedEvent } from '#shared/record'

// Programs and the companies behind them read a calendar: no title of it names a dialogue, a person or a side (BT10).
const TITLES: Readonly<Record<Language, Readonly<Record<DatedEntry['is'] | 'name', string>>>> = {
  en: {
    name: 'Parley',
    session: 'Session {n}',
    ballot: 'Ballot {n} closes',
    silence: 'Silence ends on ballot {n}',
    confirm: 'Ballot {n}: last instant to confirm',
    revoke: 'Last instant to revoke a correction',
  },
  zh: {
    name: 'Parley',
    session: '第 {n} 次会议',
    ballot: '表决 {n} 结束',
    silence: '表决 {n} 的默许期届满',
    confirm: '表决 {n}：核准期限',
    revoke: '文字更正可撤销的期限',
  },
}

/** The calendar of the dialogues somebody takes part in, in their order; several are told apart by a number only. */
export function calendarOfDialogues(
  dialogues: readonly { readonly id: string; readonly history: readonly RecordedEvent[] }[],
  language: Language,
  origin: string,
): string {
  const titles = TITLES[language]
  const entries = dialogues.flatMap(({ id, history }, index) =>
    calendarOf(history).map((entry): CalendarEntry => {
      const title = titles[entry.is].replace('{n}', String(entry.number))
      const which = dialogues.length > 1 ? `${index + 1} · ` : ''
      return { ...entry, title: `${which}${title}`, url: `${origin}/dialogues/${id}` }
    }),
  )
  return calendarFile(titles.name, entries)
}
