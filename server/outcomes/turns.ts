/** Thrown instead of waiting in a queue that is full. */
export class Busy extends Error {}

/** How much work may run at once, and how much may wait for its turn. */
export interface TurnLimits {
  readonly atOnce: number
  readonly waiting: number
}

/** Runs work in its turn, with the server's other work in between. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>

/** Lets only so much run at once and so much wait; refuses the rest. */
export function createTurns({ atOnce, waiting }: TurnLimits): Turns {
  const queue: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new Busy()
      await new Promise<void>((resolve) => queue.push(resolve))
    } else running += 1
    try {
      await new Promise((resolve) => setImmediate(resolve))
      return await work()
    } finally {
      const next = queue.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
