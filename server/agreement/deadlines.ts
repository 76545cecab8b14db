import { dueInstants } from '#shared/agreement'
import type { State } from '#shared/app'
import type { RecordedEvent } from '#shared/record'
import type { Ledger } from '../platform/ledger.ts'

/** Watches the instants at which something comes due, and carries it out. */
export interface Deadlines {
  /** Looks at every dialogue once; what came due while the server was away is carried out now. */
  start(): Promise<void>
  /** Looks again at a dialogue whose record grew. */
  look(events: readonly RecordedEvent[]): void
  stop(): void
}

/** The longest time between two looks: notices what another process decided, and clocks that jumped. */
const LONGEST = 60_000
/** How late after the instant the look is taken, so that the database's clock has passed it too. */
const AFTER = 20

/** One timer for each dialogue, for the earliest instant; the rules decide on the database's clock what is due (AG16). */
export function createDeadlines(options: {
  readonly ledger: Ledger<State>
  readonly dialogues: () => Promise<readonly string[]>
  readonly comeDue: (dialogueId: string) => Promise<void>
  readonly report: (error: unknown) => void
}): Deadlines {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let isStopped = false

  async function watch(dialogueId: string): Promise<void> {
    const state = await options.ledger.state(dialogueId)
    const [first] = state === undefined ? [] : dueInstants(state.room.agreement)
    clearTimeout(timers.get(dialogueId))
    timers.delete(dialogueId)
    if (isStopped) return
    const wait = first === undefined ? LONGEST : Date.parse(first) - Date.now() + AFTER
    const timer = setTimeout(
      () => {
        const due = first !== undefined && Date.parse(first) <= Date.now()
        void (due ? options.comeDue(dialogueId) : Promise.resolve())
          .catch(options.report)
          .then(() => watch(dialogueId))
          .catch(options.report)
      },
      Math.min(Math.max(wait, AFTER), LONGEST),
    )
    timer.unref()
    timers.set(dialogueId, timer)
  }

  return {
    start: async () => {
      for (const dialogueId of await options.dialogues()) await watch(dialogueId)
    },
    look: (events) => {
      for (const dialogueId of new Set(events.map((event) => event.dialogueId))) {
        watch(dialogueId).catch(options.report)
      }
    },
    stop: () => {
      isStopped = true
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}
