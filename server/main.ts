import { readConfig } from './platform/config.ts'
import { openLog } from './platform/log.ts'
import { Unstartable } from './platform/unstartable.ts'
import { serve } from './serve.ts'

/** Signals this close together, in milliseconds, are one wish to stop. */
const SAME_WISH_MS = 1000

/** Says why the server cannot go on, and ends. */
function fail(error: unknown): void {
  if (error instanceof Unstartable) console.error(error.message)
  else openLog('error').failed(error, {}, 'error', 'the server cannot go on')
  process.exit(1)
}

// It ends as it would without this; but what Node prints of an error repeats what the error carries.
process.once('uncaughtException', fail)

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel)
  const starting = serve(config, log, () =>
    fail(new Unstartable('The embedded PostgreSQL ended and could not be started again.')),
  )
  let stoppingSince: number | undefined
  const stop = () => {
    const now = performance.now()
    // A second wish does not wait; but one wish may arrive twice, from the terminal and from npm.
    if (stoppingSince !== undefined) {
      if (now - stoppingSince > SAME_WISH_MS) process.exit(130)
      return
    }
    stoppingSince = now
    starting.then((serving) => serving.stop()).then(() => process.exit(0), fail)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  const serving = await starting
  serving.app.keepWarm()
  const how = config.demo
    ? 'open it and choose a person of the demonstration to enter as'
    : 'sign in with your e-mail address and password'
  console.log(`Parley listens on ${serving.url} – ${how}.`)
}

main().catch(fail)
