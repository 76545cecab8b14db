import { assembleMinutes } from '#shared/outcomes'
import { DEMO_DISCUSSION } from './content-minutes.ts'
import { DEMO_CALLED_OFF, DEMO_SESSIONS } from './content-sessions.ts'
import { DEMO_DIALOGUE_ID, type DemoPorts, type DemoScript } from './script.ts'

const DAY = 24 * 60

/** The rapporteur assembles the minutes of the second session from the record, and adds what was discussed. */
export async function keepMinutes(script: DemoScript, ports: DemoPorts): Promise<void> {
  const sessionId = script.id(DEMO_SESSIONS.second.key)
  const minutes = assembleMinutes(await ports.roomEvents(DEMO_DIALOGUE_ID), sessionId, [])
  if (minutes === undefined) throw new Error('the second session was not held')
  const { title, points } = DEMO_DISCUSSION
  const clauses = [
    ...minutes.clauses,
    { kind: 'heading', level: 1, words: title },
    ...points.map((words) => ({ kind: 'operative', level: 1, words })),
  ]
  await script.do('rapporteur', 'proposals/open', {
    title: minutes.title,
    kind: 'rapporteurs-report',
    topicId: null,
    sessionId,
    clauses: clauses.map(({ kind, level, words }) => ({
      kind,
      level,
      runs: { en: [{ text: words.en }], zh: [{ text: words.zh }] },
    })),
  })
}

/** A session that was planned and called off, with the reason that everybody reads. */
export async function callOff(script: DemoScript): Promise<void> {
  const { key, title, inDays, from, to, reason } = DEMO_CALLED_OFF
  const day = script.instant(inDays * DAY).slice(0, 'YYYY-MM-DD'.length)
  const atHour = (hour: number) => `${day}T0${hour}:00:00.000Z`
  const times = { startsAt: atHour(from), endsAt: atHour(to) }
  await script.do('chairOne', 'sessions/plan', { title, ...times }, key)
  await script.do('chairTwo', 'sessions/cancel', { sessionId: script.id(key), reason })
}
