import type { Realtime } from '../platform/realtime.ts'
import type { SignInStore } from './store-sign-ins.ts'

/** How often the sign-ins of open connections are looked at, in milliseconds. */
const LOOK_MS = 600
/** How long it need not be noted again that somebody is active, in milliseconds. */
const NOTED_FOR = 10_000

/**
 * Cuts the connections of sign-ins that are over (W2): ended here or on another node, timed out, or of an account
 * that was disabled. Whoever works over a connection counts as active. Answers how to stop.
 */
export function watchSignIns(
  store: Pick<SignInStore, 'stillValid' | 'seen'>,
  realtime: Pick<Realtime, 'signIns' | 'cutSignIn'>,
  report: (error: unknown) => void,
): () => void {
  let looking = false
  const noted = new Map<string, number>()

  async function note(active: readonly string[]): Promise<void> {
    const now = performance.now()
    for (const [id, at] of noted) if (now - at > NOTED_FOR) noted.delete(id)
    const fresh = active.filter((id) => !noted.has(id))
    if (fresh.length === 0) return
    await store.seen(fresh)
    for (const id of fresh) noted.set(id, now)
  }

  async function look(): Promise<void> {
    const { connected, active } = realtime.signIns()
    if (connected.length === 0) return
    await note(active)
    const valid = await store.stillValid(connected)
    for (const id of connected) {
      if (!valid.has(id)) realtime.cutSignIn(id, 'identity/signed-out')
    }
  }
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look()
      .catch(report)
      .finally(() => (looking = false))
  }, LOOK_MS)
  return () => clearInterval(timer)
}
