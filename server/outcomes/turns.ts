import { createTurns } from '../platform/turns.ts'

/** Thrown instead of waiting in a queue that is full. */
export class Busy extends Error {}

/** How much work may run at once, and how much may wait for its turn. */
export interface TurnLimits {
  readonly atOnce: number
  readonly waiting: number
}

/** Runs work in its turn, with the server's other work in between. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Lets only so much run at once and so much wait, whoever asks; refuses the rest. */
export function workInTurn({ atOnce, waiting }: TurnLimits): InTurn {
  const turns = createTurns(atOnce, waiting)
  return async (work) => {
    const end = await turns.take('everybody')
    if (end === undefined) throw new Busy()
    try {
      await new Promise((resolve) => setImmediate(resolve))
      return await work()
    } finally {
      end()
    }
  }
}
