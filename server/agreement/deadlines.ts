import { dueInstants } from '#shared/agreement'
import type { State } from '#shared/app'
import type { Ledger } from '../platform/ledger.ts'

/** Watches the instants at which something comes due, and carries it out. */
export interface Deadlines {
  /** Looks at every dialogue once; what came due while no server was there is carried out now. */
  start(): Promise<void>
  /** Looks again at a dialogue whose record grew. */
  look(dialogueId: string): void
  stop(): void
}

/** The longest time between two looks: notices what another process decided, and clocks that jumped. */
const LONGEST = 60_000
/** How late after the instant the look is taken, so that the database's clock has passed it too. */
const AFTER = 20
/** How long to wait when the database cannot be asked, in milliseconds. */
const AGAIN = 500

/**
 * One timer for each dialogue, for the earliest instant by the database's clock, whatever this machine's says (K6).
 * Every node has them: the rules decide under the dialogue's lock what is due, so that it is carried out once (AG16).
 */
export function createDeadlines(options: {
  readonly ledger: Ledger<State>
  readonly dialogues: () => Promise<readonly string[]>
  /** The database's clock, in milliseconds since 1970. */
  readonly clock: () => Promise<number>
  readonly comeDue: (dialogueId: string) => Promise<void>
  readonly report: (error: unknown) => void
}): Deadlines {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let isStopped = false

  async function watch(dialogueId: string): Promise<void> {
    const state = await options.ledger.state(dialogueId)
    const [first] = state === undefined ? [] : dueInstants(state.room.agreement)
    const left = first === undefined ? LONGEST : Date.parse(first) - (await options.clock()) + AFTER
    clearTimeout(timers.get(dialogueId))
    timers.delete(dialogueId)
    if (isStopped) return
    const comesDue = left <= LONGEST && first !== undefined
    const timer = setTimeout(
      () => {
        void (comesDue ? options.comeDue(dialogueId) : Promise.resolve())
          .catch(options.report)
          .then(() => watch(dialogueId))
          .catch((error: unknown) => {
            options.report(error)
            retry(dialogueId)
          })
      },
      Math.min(Math.max(left, AFTER), LONGEST),
    )
    timer.unref()
    timers.set(dialogueId, timer)
  }

  /** The database was away when the timer ended: what was due then is due still. */
  function retry(dialogueId: string): void {
    if (isStopped) return
    const timer = setTimeout(() => {
      watch(dialogueId).catch(() => retry(dialogueId))
    }, AGAIN)
    timer.unref()
    timers.set(dialogueId, timer)
  }

  return {
    start: async () => {
      for (const dialogueId of await options.dialogues()) await watch(dialogueId)
    },
    look: (dialogueId) => {
      watch(dialogueId).catch((error: unknown) => {
        options.report(error)
        retry(dialogueId)
      })
    },
    stop: () => {
      isStopped = true
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}
