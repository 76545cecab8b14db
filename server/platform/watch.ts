/** Looks again and again, one look at a time. */
export interface Watch {
  /** Looks soon, without waiting for the next turn. */
  soon(): void
  stop(): Promise<void>
}

/** Milliseconds before a look that was asked for, or that a doubt asks for. */
const SOON = 150

/** Begins to look every so often; `look` answers whether it should look again soon. */
export function watch(options: {
  readonly every: () => number
  readonly look: () => Promise<boolean>
  readonly report: (error: unknown) => void
}): Watch {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let isStopped = false

  function wait(ms: number): void {
    clearTimeout(timer)
    if (isStopped) return
    timer = setTimeout(() => {
      running = turn()
    }, ms).unref()
  }

  async function turn(): Promise<void> {
    let again = false
    try {
      again = await options.look()
    } catch (error) {
      options.report(error)
    }
    running = undefined
    wait(again ? SOON : options.every())
  }

  wait(options.every())
  return {
    soon: () => {
      if (running === undefined) wait(SOON)
    },
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
