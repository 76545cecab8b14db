import type { Dialogue } from '#shared/dialogues'
import type { Bilingual } from '#shared/kernel'
import {
  distance,
  historyOf,
  latestOf,
  movement,
  score,
  type Movement,
  type Position,
  type Stance,
} from './model.ts'

/** One row of the matrix: where each delegation stands on a question. */
export interface MatrixRow {
  readonly questionId: string
  readonly topicId: string
  readonly text: Bilingual
  readonly cells: readonly MatrixCell[]
  readonly distance: number | null
  readonly movement: Movement
  readonly couldMeet: boolean
}

/** A delegation's latest tabled position on a row's question. */
export interface MatrixCell {
  readonly delegationId: string
  readonly stance: Stance
  readonly position: Position | null
}

/** The matrix by topic (PO6): questions in the order of their topics, each with every delegation's stance. */
export function matrixRows(
  dialogue: Pick<Dialogue, 'delegations' | 'topics' | 'questions'>,
  tabled: readonly Position[],
  session: number,
): MatrixRow[] {
  const roll = dialogue.delegations.map(({ id }) => id)
  return dialogue.topics.flatMap((topic) =>
    dialogue.questions
      .filter(({ topicId }) => topicId === topic.id)
      .map(({ id, topicId, text }) => ({
        questionId: id,
        topicId,
        text,
        ...standing(roll, tabled, id, session),
      })),
  )
}

/** Every statement of a cell, oldest first, with the step it took on the scale (PO8). */
export function timelineOf(
  positions: readonly Position[],
  delegationId: string,
  subject: { readonly type: 'question' | 'clause'; readonly id: string },
): { readonly position: Position; readonly step: number | null }[] {
  const history = historyOf(positions, delegationId, subject)
  return history.map((position, index) => {
    const before = history[index - 1]
    const [was, is] = [before === undefined ? null : score(before.stance), score(position.stance)]
    return { position, step: was === null || is === null ? null : is - was }
  })
}

function standing(
  roll: readonly string[],
  tabled: readonly Position[],
  questionId: string,
  session: number,
): Pick<MatrixRow, 'cells' | 'distance' | 'movement' | 'couldMeet'> {
  const subject = { type: 'question' as const, id: questionId }
  const cellsOf = (positions: readonly Position[]) =>
    roll.map((delegationId) => {
      const position = latestOf(positions, delegationId, subject) ?? null
      return { delegationId, position, stance: position?.stance ?? ('not-stated' as const) }
    })
  const cells = cellsOf(tabled)
  const before = cellsOf(tabled.filter((position) => position.session < session))
  const stances = cells.map(({ stance }) => stance)
  const apart = distance(stances)
  const moved = movement(distance(before.map(({ stance }) => stance)), apart)
  const near = stances.every((stance) => (score(stance) ?? 0) >= NEAR)
  const couldMeet = roll.length > 1 && (near || moved === 'closing')
  return { cells, distance: apart, movement: moved, couldMeet }
}

/** The score of `accept-with-changes`. */
const NEAR = 3
