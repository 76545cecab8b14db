/** Watches the instants at which something comes due, and carries it out. */
export interface Deadlines {
  /** Begins to watch; what came due while the server was away is carried out now. */
  start(): Promise<void>
  /** Looks again soon: a record grew. */
  look(): void
  stop(): Promise<void>
}

/** What the watch asks of the rest; every instant is the database's, so that no clock of this machine matters. */
export interface DeadlinePorts {
  /** Some of the dialogues that have something due now, but for those named; the longest waiting first. */
  readonly due: (but: readonly string[]) => Promise<readonly string[]>
  /** Milliseconds until something comes due elsewhere, by the database's clock; `undefined` when nothing waits. */
  readonly untilNext: (but: readonly string[]) => Promise<number | undefined>
  /** Carries out what is due in a dialogue and notes what comes next; rejects when that fails. */
  readonly comeDue: (dialogueId: string) => Promise<void>
  readonly report: (error: unknown) => void
}

/** The longest time between two looks, in milliseconds: finds what another node decided, and clocks that were set. */
const LONGEST = 5000
/** The shortest, so that a clock that stands still does not make the watch spin. */
const SHORTEST = 20
/** How long a dialogue waits that is due again right after it was carried out, in milliseconds. */
const AGAIN = 250
/** How long a dialogue that failed is left alone: this long at first, twice as long each time, at most a minute. */
const FIRST_PAUSE = 1000
const LONGEST_PAUSE = 60_000

/** One timer for all dialogues. Several nodes may watch: the rules carry out once what is due (AG16, BT3). */
export function createDeadlines(ports: DeadlinePorts): Deadlines {
  const failing = new Map<string, { readonly pause: number; readonly until: number }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let again = false
  let isStopped = false

  /** One dialogue that fails holds up none of the others: it is left alone for a while. */
  const leftAlone = () =>
    [...failing].flatMap(([id, { until }]) => (performance.now() < until ? [id] : []))

  async function carryOut(dialogueId: string): Promise<void> {
    const before = failing.get(dialogueId)
    try {
      await ports.comeDue(dialogueId)
      failing.delete(dialogueId)
    } catch (error) {
      const pause = before === undefined ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, before.pause * 2)
      failing.set(dialogueId, { pause, until: performance.now() + pause })
      ports.report(error)
    }
  }

  async function pass(): Promise<void> {
    try {
      const done = new Set<string>()
      for (;;) {
        const due = await ports.due([...leftAlone(), ...done])
        if (due.length === 0) break
        for (const dialogueId of due) {
          if (isStopped) return
          await carryOut(dialogueId)
          done.add(dialogueId)
        }
      }
      const wait = await ports.untilNext(leftAlone())
      const pauses = [...failing.values()].map(({ until }) => until - performance.now())
      // What is due again at once waits a little, so that nothing makes the watch spin.
      const next = wait !== undefined && wait <= 0 ? AGAIN : (wait ?? LONGEST)
      arm(Math.min(next, ...pauses))
    } catch (error) {
      ports.report(error)
      arm(FIRST_PAUSE)
    }
  }

  function arm(wait: number): void {
    clearTimeout(timer)
    if (isStopped) return
    timer = setTimeout(run, Math.min(Math.max(wait, SHORTEST), LONGEST))
    timer.unref()
  }

  /** One pass at a time: whoever asks meanwhile gets another one after it. */
  function run(): void {
    if (isStopped) return
    if (running !== undefined) {
      again = true
      return
    }
    running = pass().finally(() => {
      running = undefined
      if (!again) return
      again = false
      run()
    })
  }

  return {
    start: async () => {
      run()
      await running
    },
    look: run,
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
