import { readConfig } from './platform/config.ts'
import { openLog } from './platform/log.ts'
import { Unstartable } from './platform/unstartable.ts'
import { serve } from './serve.ts'

/** Says why the server cannot go on, and ends. */
function fail(error: unknown): void {
  const sentence = error instanceof Unstartable ? error.message : error
  console.error(sentence)
  process.exit(1)
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel)
  const starting = serve(config, log, () =>
    fail(new Unstartable('The embedded PostgreSQL ended and could not be started again.')),
  )
  let signals = 0
  const stop = () => {
    signals += 1
    // The second signal does not wait.
    if (signals > 1) process.exit(130)
    starting.then((serving) => serving.stop()).then(() => process.exit(0), fail)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  const serving = await starting
  const how = config.demo
    ? 'open it and choose a person of the demonstration to enter as'
    : 'sign in with your e-mail address and password'
  console.log(`Parley listens on ${serving.url} – ${how}.`)
}

main().catch(fail)
