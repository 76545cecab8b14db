import { Worker } from 'node:worker_threads'

/** Work that is done beside the process's own, one job after the other. */
export interface Thread<In, Out> {
  /**
   * Does a job; what goes in and comes out is copied. It fails with what the job threw, with `TookTooLong`, with
   * `Abandoned` once the signal says that nobody waits, or as the thread ended, for want of memory say.
   */
  ask(job: In, signal?: AbortSignal): Promise<Out>
}

/** How a thread is run. */
export interface ThreadOptions {
  /** The file whose thread answers every message with `{answer}` or `{error}`. */
  readonly file: URL
  /** A job is ended after this long, in milliseconds; without it, never. */
  readonly mostMs?: number
  /** The most memory that the thread's objects take, in megabytes. */
  readonly mostMegabytes?: number
}

/** A job took longer than it may. */
export class TookTooLong extends Error {}
/** Nobody waits for a job any more. */
export class Abandoned extends Error {}

/** The thread is ended after this long without work, to give its memory back; in milliseconds. */
const IDLE_MS = 120_000

interface Job<In, Out> {
  readonly input: In
  readonly resolve: (answer: Out) => void
  readonly reject: (error: Error) => void
}

/** Makes a thread that starts with its first job and never keeps the process alive by itself. */
export function openThread<In, Out>(options: ThreadOptions): Thread<In, Out> {
  const waiting: Job<In, Out>[] = []
  let current: Job<In, Out> | undefined
  let worker: Worker | undefined
  let timer: NodeJS.Timeout | undefined

  const end = () => {
    const ending = worker
    worker = undefined
    void ending?.terminate()
  }
  const start = () => {
    const isSource = options.file.pathname.endsWith('.ts')
    const started = new Worker(isSource ? loading(options.file) : options.file, {
      eval: isSource,
      // What a thread prints may repeat the words that it works on; it goes nowhere.
      stdout: true,
      stderr: true,
      // What starts the server is not for this thread.
      execArgv: [],
      ...(options.mostMegabytes === undefined
        ? {}
        : { resourceLimits: { maxOldGenerationSizeMb: options.mostMegabytes } }),
    })
    started.stdout.resume()
    started.stderr.resume()
    started.on('message', (message: { readonly answer?: Out; readonly error?: string }) => {
      if (worker !== started) return
      const done = current
      if (message.error === undefined) done?.resolve(message.answer as Out)
      else done?.reject(new Error(message.error))
      next()
    })
    const gone = (error: Error) => {
      if (worker !== started) return
      worker = undefined
      current?.reject(error)
      next()
    }
    started.on('error', gone)
    started.on('exit', () => gone(new Error('the thread ended')))
    return started
  }
  /** Goes on after a job, with a thread that may have to be started anew. */
  const next = () => {
    clearTimeout(timer)
    current = waiting.shift()
    if (current === undefined) {
      worker?.unref()
      timer = setTimeout(end, IDLE_MS).unref()
      return
    }
    worker ??= start()
    worker.ref()
    if (options.mostMs !== undefined)
      timer = setTimeout(() => giveUp(new TookTooLong()), options.mostMs)
    worker.postMessage(current.input)
  }
  /** Ends the job that runs, and with it the thread: nothing else stops code that does not listen. */
  const giveUp = (error: Error) => {
    end()
    current?.reject(error)
    next()
  }

  return {
    ask: (input, signal) =>
      new Promise((resolve, reject) => {
        const job: Job<In, Out> = { input, resolve, reject }
        const abandon = () => {
          if (current === job) giveUp(new Abandoned())
          const at = waiting.indexOf(job)
          if (at < 0) return
          waiting.splice(at, 1)
          reject(new Abandoned())
        }
        if (signal?.aborted === true) {
          reject(new Abandoned())
          return
        }
        signal?.addEventListener('abort', abandon, { once: true })
        waiting.push(job)
        if (current === undefined) next()
      }),
  }
}

/** The code that runs a file of the source as it stands there: while developing, and in tests. */
function loading(file: URL): string {
  const loader = import.meta.resolve('tsx/esm/api')
  return `import(${JSON.stringify(loader)}).then((loader) => {
    loader.register()
    return import(${JSON.stringify(file.href)})
  })`
}
