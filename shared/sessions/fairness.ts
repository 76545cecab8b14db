import type { FloorRequest, Session } from './model.ts'

/**
 * The speakers' list in the order proposed to the chair (SE8): points of order first, in the order in which they
 * were raised; then whom the chair has put first; then, again and again, the delegation that would have spoken
 * least; last whom the chair has passed over. A speech to come counts as a minute, so that nobody's waiting list
 * goes first as a whole. The chair may give the floor otherwise.
 */
export function speakersOrder(session: Pick<Session, 'requests' | 'spoken'>): FloorRequest[] {
  const byTime = [...session.requests].sort((a, b) => compare(a.requestedAt, b.requestedAt))
  const ordered = byTime.filter(({ kind }) => kind === 'point-of-order')
  const speeches = byTime.filter(({ kind }) => kind === 'speech')
  const placed = [...speeches].sort((a, b) => a.place - b.place)
  const waiting = speeches.filter(({ place }) => place === 0)
  const spoken = new Map(Object.entries(session.spoken))
  const time = ({ delegationId }: FloorRequest) => spoken.get(delegationId) ?? 0
  ordered.push(...placed.filter(({ place }) => place < 0))
  while (waiting.length > 0) {
    const least = Math.min(...waiting.map(time))
    const next = waiting.findIndex((request) => time(request) === least)
    for (const request of waiting.splice(next, 1)) {
      spoken.set(request.delegationId, least + EXPECTED_SPEECH)
      ordered.push(request)
    }
  }
  ordered.push(...placed.filter(({ place }) => place > 0))
  return ordered
}

const EXPECTED_SPEECH = 60_000

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
