import { score, type Position, type Stance } from '#shared/positions'

/** The sign that goes with a stance, so that it is told without its colour. */
export const STANCE_SIGNS: Readonly<Record<Stance, string>> = {
  support: '●',
  accept: '▲',
  'accept-with-changes': '△',
  reserve: '▽',
  oppose: '✕',
  'not-stated': '○',
}

/** A stance's step on the scale of five; nothing when not stated. */
export function step(stance: Stance | undefined): 1 | 2 | 3 | 4 | 5 | undefined {
  const value = stance === undefined ? null : score(stance)
  return ([1, 2, 3, 4, 5] as const).find((known) => known === value)
}

/** What held at the end of each session: the last statement made in it or before it. */
export function bySession(
  history: readonly Position[],
  sessions: readonly number[],
): readonly (Stance | undefined)[] {
  return sessions.map(
    (session) => history.filter((position) => position.session <= session).at(-1)?.stance,
  )
}
