import { refuse, type Refusal } from '#shared/kernel'
import { Abandoned, openThread, TookTooLong } from '../platform/thread.ts'
import type { Prepared, Sources } from './import-sources.ts'

/** A text is read within this long, in milliseconds; one of the longest takes a few seconds. */
const MOST_MS = 30_000
const MOST_MEGABYTES = 768

/** Reads what is imported beside everything else; a signal ends it once nobody waits (IM21). */
export type ImportReader = (sources: Sources, signal: AbortSignal) => Promise<Prepared | Refusal>

const isSource = import.meta.url.endsWith('.ts')

/** Makes a reader with a thread of its own. */
export function openImportReader(): ImportReader {
  const thread = openThread<Sources, Prepared | Refusal>({
    file: new URL(isSource ? './import-thread.ts' : './import-thread.js', import.meta.url),
    mostMs: MOST_MS,
    mostMegabytes: MOST_MEGABYTES,
  })
  return async (sources, signal) => {
    try {
      return await thread.ask(sources, signal)
    } catch (error) {
      if (error instanceof Abandoned) return refuse('proposals/import-left')
      // Longer or larger than any text that people wrote: the file is the cause, not the server.
      if (error instanceof TookTooLong || isMemory(error))
        return refuse('proposals/import-too-long')
      throw error
    }
  }
}

function isMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
