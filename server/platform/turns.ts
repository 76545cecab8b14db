/** Lets each asker have only so much at a time; who comes beyond waits in line, and beyond that is sent away. */
export interface Turns {
  /** Waits for a turn and answers how to end it; `undefined` at once when the line is full. */
  take(who: string): Promise<(() => void) | undefined>
}

interface Line {
  running: number
  readonly waiting: (() => void)[]
}

/** Builds the lines: how many turns an asker has at once, and how many may wait behind them. */
export function createTurns(atOnce: number, mostWaiting: number): Turns {
  const lines = new Map<string, Line>()

  function end(who: string, line: Line): void {
    const next = line.waiting.shift()
    if (next !== undefined) {
      next()
      return
    }
    line.running -= 1
    if (line.running === 0) lines.delete(who)
  }

  return {
    take: async (who) => {
      const line = lines.get(who) ?? { running: 0, waiting: [] }
      lines.set(who, line)
      if (line.running >= atOnce) {
        if (line.waiting.length >= mostWaiting) return undefined
        await new Promise<void>((resolve) => line.waiting.push(resolve))
      } else {
        line.running += 1
      }
      return () => end(who, line)
    },
  }
}
