import type { Bilingual } from '#shared/kernel'
import type { AgendaItem } from '#shared/sessions'
import { localOf } from './instants.ts'

/** What of a point can be changed before it is taken up. */
export type PlannedPoint = Pick<
  AgendaItem,
  'id' | 'title' | 'minutes' | 'questionIds' | 'proposalIds' | 'startsAt'
>

/** What the form about a point holds. */
interface PointForm {
  readonly title: Bilingual
  readonly minutes: string
  readonly starts: string
  readonly proposalIds: readonly string[]
  readonly questionIds: readonly string[]
}

/** The form filled in from a point, or empty. */
export function formOf(point: PlannedPoint | undefined): PointForm {
  return {
    title: point?.title ?? { en: '', zh: '' },
    minutes: String(point?.minutes ?? 30),
    starts: point?.startsAt == null ? '' : localOf(point.startsAt),
    proposalIds: point?.proposalIds ?? [],
    questionIds: point?.questionIds ?? [],
  }
}
