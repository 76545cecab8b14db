// Reads what is imported, in a thread of its own: a file made to be slow keeps nobody waiting but who sent it (K7).
import { parentPort } from 'node:worker_threads'
import { readSources, type Sources } from './import-sources.ts'

parentPort?.on('message', (sources: Sources) => {
  try {
    parentPort?.postMessage({ answer: readSources(sources) })
  } catch (error) {
    parentPort?.postMessage({ error: String(error) })
  }
})
