import { Worker } from 'node:worker_threads'

/** Typesets documents: a tree as JSON in, a PDF out. */
interface Typesetter {
  typeset(tree: string): Promise<Uint8Array>
}

/** The thread is ended after this long without work, to give its memory back; in milliseconds. */
const IDLE_MS = 120_000

interface Waiting {
  readonly resolve: (pdf: Uint8Array) => void
  readonly reject: (error: Error) => void
}

interface Answer {
  readonly id: number
  readonly pdf?: Uint8Array
  readonly error?: string
}

/** Makes a typesetter whose thread starts with the first document and never keeps the process alive. */
export function openTypesetter(): Typesetter {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let last = 0

  const fail = (from: Worker, error: Error) => {
    if (worker !== from) return
    worker = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const settle = ({ id, pdf, error }: Answer) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (pdf === undefined) asked?.reject(new Error(`typesetting failed: ${error ?? ''}`))
    else asked?.resolve(pdf)
    if (waiting.size > 0) return
    worker?.unref()
    idle = setTimeout(() => {
      const ending = worker
      worker = undefined
      void ending?.terminate()
    }, IDLE_MS)
    idle.unref()
  }
  const start = () => {
    const started = new Worker(new URL('./assets/pdf-worker.mjs', import.meta.url), {
      // What the typesetter prints may repeat the words that it sets; it goes nowhere.
      stdout: true,
      stderr: true,
      // What starts the server (a loader of TypeScript, for instance) is not for this thread.
      execArgv: [],
    })
    started.stdout.resume()
    started.stderr.resume()
    started.on('message', settle)
    started.on('error', (error: Error) => fail(started, error))
    started.on('exit', () => fail(started, new Error('the typesetting thread ended')))
    return started
  }

  return {
    typeset: (tree) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle)
        worker ??= start()
        worker.ref()
        last += 1
        waiting.set(last, { resolve, reject })
        worker.postMessage({ id: last, tree })
      }),
  }
}
