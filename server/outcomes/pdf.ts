import { readFileSync } from 'node:fs'
import type { DocumentTree } from '#shared/outcomes'
import type { Database } from '../platform/db.ts'
import { openThread } from '../platform/thread.ts'
import { sha256 } from './hash.ts'
import { keepFile, readFile } from './store-files.ts'

/** Writes documents as PDF, each of them once. */
export interface PdfWriter {
  write(tree: DocumentTree): Promise<Uint8Array>
}

const WORKER = new URL('./assets/pdf-worker.mjs', import.meta.url)

/** How documents look: what is kept was made with this template and program, or it is made anew. */
const EDITION = ['./assets/outcome.typ', './assets/pdf-worker.mjs']
  .map((file) => sha256(readFileSync(new URL(file, import.meta.url))))
  .join('\n')

/** Makes a writer that keeps what it typeset in the database; who asks at once for the same shares the work. */
export function pdfWriter(db: Database): PdfWriter {
  const typesetter = openThread<string, Uint8Array>({ file: WORKER })
  const making = new Map<string, Promise<Uint8Array>>()
  const make = async (key: string, tree: string) => {
    const known = await readFile(db, key)
    if (known !== undefined) return known
    const made = await typesetter.ask(tree)
    await db.begin((tx) => keepFile(tx, key, made))
    return made
  }
  return {
    write: (tree) => {
      const text = JSON.stringify(tree)
      const key = sha256(`${EDITION}\n${text}`)
      let work = making.get(key)
      if (work === undefined) {
        work = make(key, text).finally(() => making.delete(key))
        making.set(key, work)
      }
      return work
    },
  }
}
